import { setImmediate } from "node:timers/promises";

const SLICE_MS = 15;

/**
 * For a long computation in a process that answers others too: wait for what this gives between two pieces of it. Every
 * 15 ms it lets the others have their turn, and else it is null.
 *
 * @example const breathe = createBreather(); for (…) { await breathe(); … }
 */
export function createBreather(): () => Promise<void> | null {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < SLICE_MS) return null;
    return setImmediate().then(() => {
      begun = performance.now();
    });
  };
}
