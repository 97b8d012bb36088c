import type { AgreementSums } from "@/lib/stats/agreement-sums";
import { toMeanEqualShare, toMeanShares } from "@/lib/stats/fleiss";

/**
 * Gwet's AC1: agreement beyond chance that does not collapse where nearly all votes say the same, as kappa and alpha do.
 *
 * @param outcomes how many outcomes raters may choose from: 3, or 2 where ties are left out.
 * @returns at most 1; 0: as by chance.
 * @throws {NotIdentifiableError} no unit has two votes.
 * Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29–48.
 */
export function toGwetAc1(sums: AgreementSums, outcomes: 2 | 3): number {
  const observed = toMeanEqualShare(sums);
  const { first, tie, second } = toMeanShares(sums);
  const expected = (first * (1 - first) + tie * (1 - tie) + second * (1 - second)) / (outcomes - 1);
  return (observed - expected) / (1 - expected);
}
