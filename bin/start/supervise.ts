import { type ChildProcess, spawn } from "node:child_process";
import { stopChild } from "@/lib/embedded/child-process";
import { openLog } from "@/lib/embedded/log-file";

export type ProcessSpec = {
  name: string;
  /** Arguments of Node. */
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logPath: string;
};

export type Supervised = {
  name: string;
  logPath: string;
  pid(): number | undefined;
  /** How often it ended by itself. */
  deaths(): number;
  stop(): Promise<void>;
};

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
// one that ran this long had started well: its next restart is quick again
const STEADY_MS = 60_000;
const GRACE_MS = 8_000;

/**
 * Keeps a process running: started again whenever it ends by itself, waiting twice as long each time it ends soon.
 *
 * @param onChange is called when its process id changed.
 */
export function supervise(spec: ProcessSpec, say: (sentence: string) => void, onChange: () => void): Supervised {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let deaths = 0;
  let delayMs = FIRST_DELAY_MS;

  const start = () => {
    const startedAt = Date.now();
    const log = openLog(spec.logPath);
    // detached: Ctrl-C in a terminal reaches the whole group, and we stop them in order
    child = spawn(process.execPath, spec.args, { ...spec, detached: true, stdio: ["ignore", log, log] });
    child.once("exit", (code, signal) => {
      if (stopping) return;
      deaths += 1;
      if (Date.now() - startedAt > STEADY_MS) delayMs = FIRST_DELAY_MS;
      say(
        `The ${spec.name} process ended (${signal ?? `exit code ${code}`}); starting it again in ${delayMs / 1000} s. Its log: ${spec.logPath}`,
      );
      timer = setTimeout(start, delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    });
    onChange();
  };
  start();

  return {
    name: spec.name,
    logPath: spec.logPath,
    pid: () => child?.pid,
    deaths: () => deaths,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child) await stopChild(child, "SIGTERM", GRACE_MS);
    },
  };
}
