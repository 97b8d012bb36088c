import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import type { Estimate } from "@/lib/stats/estimate";

/**
 * P(T ≤ t) for Student's t.
 *
 * @param degreesOfFreedom above 0; Infinity: the normal distribution.
 * @throws {RangeError} t is not a number, or the degrees of freedom are not above 0.
 * Cost: O(1).
 * @example studentCdf(-2, 10) // 0.0367
 */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  checkDegreesOfFreedom(degreesOfFreedom);
  if (Number.isNaN(t)) throw new RangeError("t is not a number.");
  // the library gives 0.5 for every t at infinitely many degrees of freedom
  return degreesOfFreedom === Number.POSITIVE_INFINITY ? normalCdf(t, 0, 1) : tCdf(t, degreesOfFreedom);
}

/**
 * The t that a share of the distribution lies below.
 *
 * @param share in (0, 1).
 * @param degreesOfFreedom above 0; Infinity: the normal distribution.
 * @throws {RangeError} the share or the degrees of freedom are out of range.
 * Cost: O(1).
 * @example studentQuantile(0.975, 10) // 2.228
 */
export function studentQuantile(share: number, degreesOfFreedom: number): number {
  checkDegreesOfFreedom(degreesOfFreedom);
  if (!(share > 0 && share < 1)) throw new RangeError(`A share of ${share} is not between 0 and 1.`);
  return degreesOfFreedom === Number.POSITIVE_INFINITY
    ? normalQuantile(share, 0, 1)
    : tQuantile(share, degreesOfFreedom);
}

/**
 * How many standard errors an interval of this nominal coverage reaches to either side.
 *
 * @param level in (0, 1), as 0.95.
 * @throws {RangeError} the level or the degrees of freedom are out of range.
 */
export function toCriticalT(level: number, degreesOfFreedom: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`A level of ${level} is not between 0 and 1.`);
  return studentQuantile((1 + level) / 2, degreesOfFreedom);
}

/** What can be said of a figure before the width of its interval is chosen. Units are the figure's. */
export type Spread = Pick<Estimate, "value" | "standardError" | "degreesOfFreedom">;

/**
 * The symmetric interval about a value; what lies outside the possible is cut off, which costs no coverage.
 *
 * @param level in (0, 1), as 0.95.
 * @param possible the smallest and the largest value that there can be.
 * @throws {RangeError} the level or the degrees of freedom are out of range, or the standard error is not above 0.
 * @example toEstimate({ value: 0.1, standardError: 0.05, degreesOfFreedom: 10 }, 0.95).interval // −0.011 to 0.211
 */
export function toEstimate(
  { value, standardError, degreesOfFreedom }: Spread,
  level: number,
  possible: readonly [low: number, high: number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): Estimate {
  if (!(standardError > 0)) throw new RangeError(`A standard error of ${standardError} is not above 0.`);
  const half = toCriticalT(level, degreesOfFreedom) * standardError;
  const interval = { low: Math.max(possible[0], value - half), high: Math.min(possible[1], value + half), level };
  return { value, standardError, degreesOfFreedom, interval };
}

/**
 * Two-sided p-value of the hypothesis that the true value is `hypothesis`.
 *
 * @param hypothesis the value that is tested, in the estimate's units.
 * @throws {RangeError} the standard error is not above 0.
 * @example testValue({ value: 2, standardError: 1, degreesOfFreedom: 10 }, 0) // 0.0734
 */
export function testValue({ value, standardError, degreesOfFreedom }: Spread, hypothesis: number): number {
  if (!(standardError > 0)) throw new RangeError(`A standard error of ${standardError} is not above 0.`);
  return 2 * studentCdf(-Math.abs(value - hypothesis) / standardError, degreesOfFreedom);
}

function checkDegreesOfFreedom(degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0)) throw new RangeError(`There are no ${degreesOfFreedom} degrees of freedom.`);
}
