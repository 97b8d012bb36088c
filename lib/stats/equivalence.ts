import { type Spread, studentCdf } from "@/lib/stats/students-t";

/**
 * p-value of the hypothesis that a difference is as large as a margin or larger, in either direction: the larger of
 * two one-sided tests. Below 0.05, the difference is too small to matter; the 90% interval then lies within the margin.
 *
 * @param spread of the difference.
 * @param margin above 0, in the same units; declared before anybody looks.
 * @throws {RangeError} the margin or the standard error is not above 0.
 * Cost: O(1). Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6).
 * @example testEquivalence({ value: 0.01, standardError: 0.02, degreesOfFreedom: 30 }, 0.05) // 0.0274
 */
export function testEquivalence({ value, standardError, degreesOfFreedom }: Spread, margin: number): number {
  if (!(margin > 0)) throw new RangeError(`A margin of ${margin} is not above 0.`);
  if (!(standardError > 0)) throw new RangeError(`A standard error of ${standardError} is not above 0.`);
  return studentCdf((Math.abs(value) - margin) / standardError, degreesOfFreedom);
}
