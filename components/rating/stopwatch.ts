const MOST_MS = 7 * 24 * 3600 * 1000;

/** Times one pair. All in milliseconds, by `now`, which never runs backwards. */
export type Stopwatch = {
  /** A pair appears. */
  start: (isVisible: boolean) => void;
  /** The page comes to the front, or goes. */
  see: (isVisible: boolean) => void;
  /** decisionMs: since the pair appeared; visibleMs: of that, while it could be seen. Whole, and a week at most. */
  read: () => { decisionMs: number; visibleMs: number };
};

export function createStopwatch(now: () => number): Stopwatch {
  let shownAt = now();
  let visibleMs = 0;
  let seenSince: number | null = null;

  function see(isVisible: boolean): void {
    if (seenSince !== null) visibleMs += now() - seenSince;
    seenSince = isVisible ? now() : null;
  }

  return {
    start(isVisible) {
      shownAt = now();
      visibleMs = 0;
      seenSince = isVisible ? shownAt : null;
    },
    see,
    read() {
      see(seenSince !== null);
      const decisionMs = toWhole(now() - shownAt);
      return { decisionMs, visibleMs: Math.min(toWhole(visibleMs), decisionMs) };
    },
  };
}

function toWhole(ms: number): number {
  return Math.min(MOST_MS, Math.max(0, Math.round(ms)));
}
