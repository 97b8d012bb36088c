import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { toCriticalT } from "@/lib/stats/students-t";

/** Parts of the integral: enough for twelve digits. */
const STEPS = 1000;

/**
 * The chance that a two-sided t-test says "different" where there is a difference.
 *
 * @param trueDifference in units of its standard error: noncentrality.
 * @param degreesOfFreedom ≥ 1.
 * @param level of the interval that must leave 0 out, as 0.95.
 * @param shown the standard error that the test uses, in units of the true one; above 1: a cautious test.
 * @returns 0 to 1; where there is no difference, 1 − level (of a test that is not cautious).
 * @throws {RangeError} an argument out of its range.
 * Cost: O(1), 2,000 normal probabilities. Source: the noncentral t distribution, Student's denominator integrated
 * over its logarithm by the trapezoid rule, which is exact to rounding for a function like this one.
 * @example computePower(2.8, 1e6, 0.95) // 0.80
 */
export function computePower(trueDifference: number, degreesOfFreedom: number, level: number, shown = 1): number {
  if (!Number.isFinite(trueDifference)) throw new RangeError(`The noncentrality is ${trueDifference}.`);
  if (!(degreesOfFreedom >= 1 && degreesOfFreedom < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`There are ${degreesOfFreedom} degrees of freedom: at least 1 is wanted.`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}: above 0 and below 1 is wanted.`);
  if (!(shown > 0 && shown < Number.POSITIVE_INFINITY)) throw new RangeError(`The standard error shown is ${shown}.`);
  const critical = shown * toCriticalT(level, degreesOfFreedom);
  const spread = 9 / Math.sqrt(2 * degreesOfFreedom);
  // to the left the density of the logarithm falls as slowly as an exponential
  const from = -Math.max(spread, 34 / degreesOfFreedom);
  let weights = 0;
  let rejected = 0;
  for (let step = 0; step <= STEPS; step++) {
    const log = from + ((spread - from) * step) / STEPS;
    const weight = Math.exp(degreesOfFreedom * (log - Math.expm1(2 * log) / 2));
    const bound = critical * Math.exp(log);
    weights += weight;
    rejected += weight * (normalCdf(trueDifference - bound, 0, 1) + normalCdf(-trueDifference - bound, 0, 1));
  }
  return rejected / weights;
}
