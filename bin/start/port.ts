import { findFreePort, isPortFree } from "@/lib/embedded/free-port";
import { SetupError } from "@/lib/embedded/setup-error";

const LAST_ONE_CLOSING_MS = 10_000;

/**
 * @param wanted 0: any.
 * @param afterCrash the last start was killed: its web server may still be closing, so wait for it.
 * @throws {SetupError} another program has the port.
 */
export async function choosePort(wanted: number, afterCrash: boolean): Promise<number> {
  if (wanted === 0) return findFreePort();
  const deadline = Date.now() + (afterCrash ? LAST_ONE_CLOSING_MS : 0);
  while (!(await isPortFree(wanted))) {
    if (Date.now() >= deadline) {
      throw new SetupError(
        `Port ${wanted} is taken by another program: stop that one, or choose another port with --port.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return wanted;
}
