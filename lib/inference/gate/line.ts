import "server-only";

/** `isSoon`: others have all places, and one of them will be given back in a moment. */
export type Answer = { lease: string } | { waitMs: number; isSoon: boolean };

type Waiter = {
  ask: () => Promise<Answer>;
  prepare: () => void;
  signal: AbortSignal;
  let: (lease: string) => void;
  refuse: () => void;
};
type Line = { waiters: Waiter[]; isMoving: boolean; isCalled: boolean; wake: (() => void) | null };

/** A change of limits, a pause or a cancelled run is noticed after this long at the latest. */
const LONGEST_NAP_MS = 2_000;

/** Who of this process waits for a place, by endpoint; first come, first served. */
const lines = new Map<string, Line>();

/**
 * Waits for its turn, then asks until there is a place.
 *
 * @param prepare called, perhaps more than once, when it is the first in line and will soon be let in.
 * @returns the lease.
 * @throws the signal's reason.
 */
export function standInLine(
  endpoint: string,
  ask: () => Promise<Answer>,
  signal: AbortSignal,
  prepare: () => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const line = lines.get(endpoint) ?? { waiters: [], isMoving: false, isCalled: false, wake: null };
    lines.set(endpoint, line);
    const leave = () => {
      const place = line.waiters.indexOf(waiter);
      // one that is being asked for is told when the answer is there
      if (place > 0) line.waiters.splice(place, 1);
      if (place !== 0) reject(signal.reason);
      else line.wake?.();
    };
    const waiter: Waiter = {
      ...{ ask, prepare, signal },
      let: (lease) => {
        signal.removeEventListener("abort", leave);
        resolve(lease);
      },
      refuse: () => reject(signal.reason),
    };
    signal.addEventListener("abort", leave, { once: true });
    line.waiters.push(waiter);
    if (!line.isMoving) void move(endpoint, line);
  });
}

/** A place was given back here: the first in line need not wait for its time to ask again. */
export function callNext(endpoint: string): void {
  const line = lines.get(endpoint);
  if (!line) return;
  line.isCalled = true;
  line.wake?.();
}

async function move(endpoint: string, line: Line): Promise<void> {
  line.isMoving = true;
  for (let first = line.waiters[0]; first; first = line.waiters[0]) {
    if (first.signal.aborted) {
      line.waiters.shift();
      first.refuse();
      continue;
    }
    line.isCalled = false;
    const answer = await first.ask();
    if ("lease" in answer) {
      line.waiters.shift();
      // one that went away while it was asked for is let in all the same: its own next step gives the place back
      first.let(answer.lease);
    } else {
      if (answer.isSoon) first.prepare();
      if (!line.isCalled) await nap(line, answer.waitMs);
    }
  }
  line.isMoving = false;
  lines.delete(endpoint);
}

/** Spread over a quarter, so that processes which were told the same time do not ask in the same moment. */
function nap(line: Line, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.min(waitMs, LONGEST_NAP_MS) * (1 + Math.random() / 4));
    function done() {
      clearTimeout(timer);
      line.wake = null;
      resolve();
    }
    line.wake = done;
  });
}
