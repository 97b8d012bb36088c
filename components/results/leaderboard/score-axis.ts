/** A range of scores, with round numbers to mark it by. */
export type ScoreAxis = { low: number; high: number; ticks: number[] };

/** What a step may be; scores have 400 points to ten times the odds. */
const STEPS = [10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000];
const MOST_TICKS = 7;

/**
 * An axis that holds all scores and intervals with a little room about them.
 *
 * @param ends finite; at least one. @throws {RangeError} there are none.
 * @example toScoreAxis([702, 1221]).ticks // [700, 800, 900, 1000, 1100, 1200]
 */
export function toScoreAxis(ends: number[]): ScoreAxis {
  if (ends.length === 0) throw new RangeError("There is nothing to put on an axis.");
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max((most - least) * 0.06, 5);
  const [low, high] = [least - room, most + room];
  const step = STEPS.find((one) => (high - low) / one <= MOST_TICKS) ?? (high - low) / MOST_TICKS;
  const first = Math.ceil(low / step);
  const ticks = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => (first + index) * step);
  return { low, high, ticks };
}

/** Where a score stands on the axis, 0 to 1. */
export function toPlace({ low, high }: ScoreAxis, score: number): number {
  return (score - low) / (high - low);
}
