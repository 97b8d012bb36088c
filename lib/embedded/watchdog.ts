import { type ChildProcess, spawn } from "node:child_process";

/**
 * Reads lines such as "TERM:41 TERM:42 INT:40" and remembers the last. When its input ends without "done", whoever
 * started it was killed: it stops those processes in that order, each within ten seconds.
 */
const SCRIPT = `
trap '' INT TERM HUP
guarded=
while read -r line; do
  [ "$line" = done ] && exit 0
  guarded=$line
done
for entry in $guarded; do
  pid=\${entry#*:}
  kill -s "\${entry%%:*}" "$pid" 2>/dev/null || continue
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -s KILL "$pid" 2>/dev/null
done
`;

export type Guarded = { pid: number; signal: "SIGTERM" | "SIGINT" };

export type Watchdog = {
  /** The processes to stop, in this order, should this process die without a word. Replaces the list before. */
  guard(processes: Guarded[]): void;
  /** This process has stopped them itself. */
  release(): void;
};

/**
 * Sees that no child outlives this process even when it is killed with SIGKILL, which it cannot handle itself. A shell
 * and not a Node process: it costs one megabyte.
 */
export function startWatchdog(): Watchdog {
  if (process.platform === "win32") return { guard() {}, release() {} };
  const shell: ChildProcess = spawn("/bin/sh", ["-c", SCRIPT], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  shell.on("error", () => {});
  shell.stdin?.on("error", () => {});
  // it must not keep this process from ending
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return {
    guard: (processes) => {
      const line = processes.map(({ pid, signal }) => `${signal.slice(3)}:${pid}`).join(" ");
      shell.stdin?.write(`${line}\n`);
    },
    release: () => shell.stdin?.end("done\n"),
  };
}
