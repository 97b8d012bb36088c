import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { hasExited, isAlive } from "@/lib/embedded/child-process";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function sleeper(): number {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  children.push(child);
  return child.pid as number;
}

/** A process that guards another, as start guards its stores, and says when it does. */
async function guardFrom(pid: number, then: string): Promise<ChildProcess> {
  const script = `
    const { startWatchdog } = await import("./lib/embedded/watchdog.ts");
    const watchdog = startWatchdog();
    watchdog.guard([{ pid: ${pid}, signal: "SIGTERM" }]);
    ${then}
    console.log("guarded");
    setInterval(() => {}, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  return child;
}

function hasEnded(pid: number): boolean {
  const child = children.find((one) => one.pid === pid);
  return child ? hasExited(child) : !isAlive(pid);
}

test("what a killed process guarded is stopped for it", { timeout: 20_000 }, async () => {
  const pid = sleeper();
  const guard = await guardFrom(pid, "");
  guard.kill("SIGKILL");
  await expect.poll(() => hasEnded(pid), { timeout: 5_000 }).toBe(true);
});

test("what was released is left alone", { timeout: 20_000 }, async () => {
  const pid = sleeper();
  const guard = await guardFrom(pid, "watchdog.release();");
  guard.kill("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(hasEnded(pid)).toBe(false);
});
