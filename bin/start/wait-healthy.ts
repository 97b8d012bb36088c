import type { Supervised } from "@/bin/start/supervise";
import { lastLines } from "@/lib/embedded/log-file";
import { SetupError } from "@/lib/embedded/setup-error";

const PATIENCE_MS = 90_000;
const HOPELESS_DEATHS = 3;

/** @throws {SetupError} a process keeps ending, or the platform is not whole in time; quotes the log that says why. */
export async function waitHealthy(url: string, processes: Supervised[], abort?: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let said = "nothing"; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    abort?.throwIfAborted();
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
      if (response.status === 200) return;
      said = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch {
      // does not listen yet
    }
    const dead = processes.find((one) => one.deaths() >= HOPELESS_DEATHS);
    if (dead) {
      throw new SetupError(
        `The ${dead.name} process does not stay up; its log ${dead.logPath} ends with:\n${lastLines(dead.logPath, 12)}`,
      );
    }
    if (Date.now() > deadline) {
      const logs = processes.map((one) => one.logPath).join(" and ");
      throw new SetupError(`Eucalypt is not up after ${PATIENCE_MS / 1000} s (/api/health says ${said}): see ${logs}.`);
    }
  }
}
