import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { programArgs } from "@/bin/build/program-args";
import { stopChild } from "@/lib/embedded/child-process";
import { openLog } from "@/lib/embedded/log-file";

export type TestWorker = {
  pid: number;
  /** As a machine that loses its power. */
  kill(): void;
  stop(): Promise<void>;
};

/** `npm run worker`, as a process of its own. */
export function startWorker(env: Record<string, string>, logPath: string, args: string[] = []): TestWorker {
  mkdirSync(dirname(logPath), { recursive: true });
  const log = openLog(logPath);
  const child: ChildProcess = spawn(process.execPath, [...programArgs("worker"), ...args], {
    env: { ...process.env, NODE_OPTIONS: "", VITEST: "", ...env },
    stdio: ["ignore", log, log],
  });
  return {
    pid: child.pid as number,
    kill: () => child.kill("SIGKILL"),
    stop: () => stopChild(child, "SIGTERM", 10_000),
  };
}
