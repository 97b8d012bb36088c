import { fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE_MS = 300_000;

/** Starts the platform under test; what it returns stops it. */
export default async function startPlatform(): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), "eucalypt-e2e-state-"));
  const statePath = join(dir, "platform.json");
  const child = fork(join(process.cwd(), "e2e", "support", "platform-process.ts"), [statePath], {
    execArgv: ["--import", "tsx", "--conditions=react-server"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (const deadline = Date.now() + PATIENCE_MS; !existsSync(statePath); ) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error("The platform under test did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.env.EUCALYPT_E2E_STATE = statePath;
  return async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
}
