import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Interval } from "@/lib/stats/estimate";
import { studentQuantile } from "@/lib/stats/students-t";

/** What one rater said who will not vote any more: the mean of better minus worse over the rater's votes. */
export type FinishedRater = { value: number; votes: number };

/** The difference after so many finished raters, with an interval that may be looked at as often as one likes. */
export type ConfidencePoint = { raters: number; votes: number; value: number; interval: Interval };

/** With fewer raters the normal approximation on which the sequence rests is not to be trusted. */
export const FIRST_RATER_SHOWN = 20;

/**
 * A confidence sequence: intervals that hold the truth at all raters at once, so that stopping when one of them
 * leaves 0 out is no false alarm. The estimand is "these prompts" and raters like these, each vote weighing the same:
 * the value is the sum of all differences over the number of votes, as on the dashboards. Its increments, one a rater,
 * are the rater's sum less value × votes: independent, which single votes are not, as they share their rater.
 *
 * The boundary is that of Brownian motion from the first rater shown on; asymptotic, as the increments' variance is
 * estimated.
 *
 * @param raters in the order in which they finished; only who finished counts, or those who are quick would weigh more.
 * @param options level: of all intervals together. from: the first rater at whom one is looked at.
 * @returns from that rater on, one point a rater; none while all raters have said the same, as nothing is known of
 *   their variance. Bounds within −1 and 1.
 * @throws {RangeError} a value outside −1 and 1, votes that are not a whole number above 0, a level not between 0 and 1.
 * @throws {NotIdentifiableError} fewer raters than `from`, or all of them say the same.
 * Cost: O(raters). Source: Robbins (1970), Ann. Math. Stat. 41; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024),
 * Ann. Stat. 52, §2.5; Howard, Ramdas, McAuliffe and Sekhon (2021), Ann. Stat. 49.
 */
export function computeConfidenceSequence(
  raters: readonly FinishedRater[],
  { level = 0.95, from = FIRST_RATER_SHOWN } = {},
): ConfidencePoint[] {
  checkInput(raters, level, from);
  if (raters.length < from) {
    throw new NotIdentifiableError(
      `It is shown from the ${from}th finished rater on; so far there are ${raters.length}.`,
    );
  }
  const start = findCrossing(1 - level);
  const points: ConfidencePoint[] = [];
  const sums = { votes: 0, difference: 0, differenceSquares: 0, votesSquares: 0, products: 0 };
  for (const [index, { value, votes }] of raters.entries()) {
    const count = index + 1;
    const difference = value * votes;
    sums.votes += votes;
    sums.difference += difference;
    sums.differenceSquares += difference ** 2;
    sums.votesSquares += votes ** 2;
    sums.products += difference * votes;
    if (count < from) continue;
    const mean = sums.difference / sums.votes;
    const squares = sums.differenceSquares - 2 * mean * sums.products + mean ** 2 * sums.votesSquares;
    // what is left of equal values is rounding, and no variance
    if (squares <= 1e-9 * sums.votesSquares) continue;
    const standardError = Math.sqrt((squares * count) / (count - 1)) / sums.votes;
    const halfWidth = standardError * toStudents(Math.sqrt(start ** 2 + Math.log(count / from)), count - 1);
    const interval = { low: Math.max(-1, mean - halfWidth), high: Math.min(1, mean + halfWidth), level };
    points.push({ raters: count, votes: sums.votes, value: mean, interval });
  }
  if (points.length === 0) throw new NotIdentifiableError("All raters say the same: how much they differ is unknown.");
  return points;
}

/**
 * Robbins' a: Brownian motion W is outside ±√(t (a² + log(t / m))) at some t ≥ m with probability
 * 2 (1 − Φ(a) + a φ(a)) at most. By bisection, to the last digits.
 */
function findCrossing(missed: number): number {
  const probabilityAt = (a: number) =>
    2 * (normalCdf(-a, 0, 1) + (a * Math.exp((-a * a) / 2)) / Math.sqrt(2 * Math.PI));
  let low = 0;
  let high = 40;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (probabilityAt(middle) > missed) low = middle;
    else high = middle;
  }
  return high;
}

/** As far out in Student's distribution as `normal` is in the normal: the variance is estimated from few raters. */
function toStudents(normal: number, degreesOfFreedom: number): number {
  return -studentQuantile(normalCdf(-normal, 0, 1), degreesOfFreedom);
}

function checkInput(raters: readonly FinishedRater[], level: number, from: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}: above 0 and below 1 is wanted.`);
  if (!Number.isInteger(from) || from < 2) throw new RangeError(`A sequence cannot begin at rater ${from}.`);
  for (const { value, votes } of raters) {
    if (!(Math.abs(value) <= 1)) throw new RangeError(`A rater's mean difference is ${value}.`);
    if (!Number.isInteger(votes) || votes < 1) throw new RangeError(`A rater has ${votes} votes.`);
  }
}
