import { AGREEMENT_SUMS, type AgreementSums } from "@/lib/stats/agreement-sums";
import { NotIdentifiableError } from "@/lib/stats/errors";

/**
 * Fleiss' generalised kappa for units with unequal numbers of votes, by Gwet: observed agreement is the mean over units
 * with two votes or more of their share of equal pairs; chance is the sum of squared mean shares of the outcomes over
 * all units. A unit weighs the same however many votes it has. With as many votes on each unit it is Fleiss' (1971).
 *
 * @returns at most 1; 0: as by chance.
 * @throws {NotIdentifiableError} no unit has two votes, or all votes say the same.
 * Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, section 2.5.
 */
export function toFleissKappa(sums: AgreementSums): number {
  const observed = toMeanEqualShare(sums);
  const { first, tie, second } = toMeanShares(sums);
  const expected = first * first + tie * tie + second * second;
  if (first === 1 || tie === 1 || second === 1) {
    throw new NotIdentifiableError("All votes say the same: agreement beyond chance is not defined.");
  }
  return (observed - expected) / (1 - expected);
}

/** Mean over shared units of the probability that two of a unit's votes say the same. */
export function toMeanEqualShare(sums: AgreementSums): number {
  const units = sums[AGREEMENT_SUMS.sharedUnits] as number;
  if (units === 0) throw new NotIdentifiableError("No comparison has two votes.");
  return (sums[AGREEMENT_SUMS.equalShares] as number) / units;
}

/** Mean over all units of the outcomes' shares of a unit's votes. */
export function toMeanShares(sums: AgreementSums): { first: number; tie: number; second: number } {
  const first = sums[AGREEMENT_SUMS.firstShares] as number;
  const tie = sums[AGREEMENT_SUMS.tieShares] as number;
  const second = sums[AGREEMENT_SUMS.secondShares] as number;
  const units = first + tie + second;
  return { first: first / units, tie: tie / units, second: second / units };
}
