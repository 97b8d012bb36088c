import { type ChildProcess, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** True while a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * What tells a process from a later one that was given the same id: on Linux the boot and the tick it started at,
 * elsewhere the time it started. Null when there is no such process.
 */
export function processIdentity(pid: number): string | null {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      // the command's name is in brackets and may hold spaces; the start time is the 20th field after it
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
      return fields[0] === "Z" ? null : `${boot} ${fields[19]}`;
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** The command line of a process, or "" when it is gone. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Sends the signal, waits, and after `graceMs` kills. Returns when the process is gone. */
export async function stopPid(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  trySignal(pid, signal);
  while (processIdentity(pid) !== null) {
    if (Date.now() > deadline) trySignal(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** As `stopPid`, for a child of this process: waits for its exit, so that no zombie stays. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.pid === undefined || hasExited(child)) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const axe = setTimeout(() => child.kill("SIGKILL"), graceMs);
  child.kill(signal);
  await exited;
  clearTimeout(axe);
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already
  }
}
