import { spawn } from "node:child_process";
import { ROOT } from "@/bin/build/production-build";
import { stopChild } from "@/lib/embedded/child-process";

export type Outcome = { code: number; output: string };

/** What hangs is ended; what a busy machine makes slow is not. */
const PATIENCE_MS = 20 * 60_000;
// the operator's own stores and settings are no business of a test
const NOT_FOR_TESTS = ["DATABASE_URL", "REDIS_URL", "EUCALYPT_DATA_DIR", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "NODE_ENV"];

/** Runs a program of node_modules with Node and keeps what it says. */
export async function runProgram(script: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...options.env };
  for (const name of NOT_FOR_TESTS) delete env[name];
  // Node warns when both are set, and its warning would stand in every step's output
  delete env.FORCE_COLOR;
  const child = spawn(process.execPath, [`${ROOT}/node_modules/${script}`, ...args], {
    cwd: options.cwd ?? ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => void stopChild(child, "SIGTERM", 10_000);
  const timer = setTimeout(stop, PATIENCE_MS);
  const abort = options.abort;
  abort?.addEventListener("abort", stop, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise<number>((resolve) => child.once("close", (exitCode) => resolve(exitCode ?? 1)));
  clearTimeout(timer);
  abort?.removeEventListener("abort", stop);
  return { code, output };
}

type RunOptions = { env?: Record<string, string>; cwd?: string; abort?: AbortSignal };
