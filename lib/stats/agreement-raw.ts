import { AGREEMENT_SUMS, type AgreementSums } from "@/lib/stats/agreement-sums";
import { NotIdentifiableError } from "@/lib/stats/errors";

/**
 * Raw agreement: of all pairs of votes on the same unit, the share that say the same.
 *
 * @returns a share, 0 to 1; not corrected for chance.
 * @throws {NotIdentifiableError} no unit has two votes.
 * Source: Zheng et al. (2023), arXiv 2306.05685, section 4.
 */
export function toRawAgreement(sums: AgreementSums): number {
  const pairs = sums[AGREEMENT_SUMS.pairs] as number;
  if (pairs === 0) throw new NotIdentifiableError("No comparison has two votes.");
  return (sums[AGREEMENT_SUMS.equalPairs] as number) / pairs;
}
