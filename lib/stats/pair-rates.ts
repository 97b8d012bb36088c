import { requireTwo } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Aggregation, Estimand, Estimate } from "@/lib/stats/estimate";
import { findMajoritySpread } from "@/lib/stats/majority-spread";
import { findRange, type PairRate, RATE_SCORES, scoreBallots } from "@/lib/stats/pair-scores";
import type { PairVotes } from "@/lib/stats/pair-votes";
import { toEstimate } from "@/lib/stats/students-t";
import { estimateUnanimous, findUnanimousScore } from "@/lib/stats/unanimous-rate";
import { findVoteSpread } from "@/lib/stats/vote-spread";

export type RateOptions = {
  estimand: Estimand;
  aggregation: Aggregation;
  /** Nominal coverage, as 0.95. */
  level: number;
};

/**
 * One figure of a pair with an interval that knows that votes share prompts and raters: Student's t about the
 * clustered standard error. Where all votes are alike, what the number of raters and prompts can rule out.
 *
 * @returns in shares, 0 to 1, or −1 to 1 for the difference.
 * @throws {RangeError} level out of range.
 * @throws {NotIdentifiableError} one prompt or one rater alone, nothing left without ties, or votes that differ, but so
 * evenly that they tell no spread.
 * Cost: O(ballots); by majority also O(votes²) for each different tally of a comparison.
 * @example estimateRate(gatherPairVotes(table, 0), "half", { estimand: "these_prompts", aggregation: "votes", level: 0.95 })
 */
export function estimateRate(votes: PairVotes, rate: PairRate, options: RateOptions): Estimate {
  const { estimand, aggregation, level } = options;
  const score = findUnanimousScore(votes, rate, aggregation === "majority" ? "comparison" : "vote");
  if (score !== null) {
    requireClusters(votes, rate, estimand);
    return estimateUnanimous(votes, rate, score, { estimand, level });
  }
  const scores = RATE_SCORES[rate];
  const spread =
    aggregation === "majority"
      ? findMajoritySpread(votes, scores, estimand)
      : findVoteSpread(votes, scores, aggregation, estimand);
  // sums of influences that should cancel leave 1e-17 or so
  if (spread.standardError < 1e-9) {
    throw new NotIdentifiableError("These votes cancel out within every prompt and rater: their spread is not known.");
  }
  return toEstimate(spread, level, findRange(rate));
}

function requireClusters(votes: PairVotes, rate: PairRate, estimand: Estimand): void {
  const weight = scoreBallots(votes, RATE_SCORES[rate].counts);
  requireTwo(votes, weight, "rater");
  if (estimand === "prompts_like_these") requireTwo(votes, weight, "prompt");
}
