import { AGREEMENT_SUMS, type AgreementSums } from "@/lib/stats/agreement-sums";
import { NotIdentifiableError } from "@/lib/stats/errors";

/**
 * Leave-one-rater-out agreement: the share of votes that say what most votes of the unit's other raters say. Where two
 * or three outcomes are drawn among the others, a vote for one of them counts one half or one third, which is what
 * breaking the draw by lot gives on average. Votes that have no other rater on their unit are left out.
 *
 * @returns a share, 0 to 1.
 * @throws {NotIdentifiableError} no unit has votes of two raters.
 * Source: Dubois et al. (2023), AlpacaFarm, arXiv 2305.14387, appendix: agreement with the held-out annotator's peers.
 */
export function toLeaveOneRaterOut(sums: AgreementSums): number {
  const votes = sums[AGREEMENT_SUMS.peerVotes] as number;
  if (votes === 0) throw new NotIdentifiableError("No comparison was judged by two raters.");
  return (sums[AGREEMENT_SUMS.peerHits] as number) / votes;
}
