import { clusterVariance } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Aggregation, Estimand, Estimate } from "@/lib/stats/estimate";
import { findMajorityInfluences } from "@/lib/stats/majority-influences";
import { findRange, type PairRate, RATE_SCORES } from "@/lib/stats/pair-scores";
import { type Clusters, type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { findVoteInfluences, type RateInfluences } from "@/lib/stats/rate-influences";
import { type Spread, toEstimate } from "@/lib/stats/students-t";

export type RateOptions = {
  estimand: Estimand;
  aggregation: Aggregation;
  /** Nominal coverage, as 0.95. */
  level: number;
};

/**
 * One figure of a pair with an interval that knows that votes share prompts and raters.
 *
 * "Prompts like these": clustered by prompt and by rater at once, the variance of the one plus that of the other less
 * that of both together; where that is below either of the two, the larger of the two. "These prompts": clustered by
 * rater alone. Student's t with the degrees of freedom of the way of clustering that has fewer.
 *
 * @returns value in shares, 0 to 1, or −1 to 1 for the difference.
 * @throws {NotIdentifiableError} too few prompts or raters, nothing left without ties, or no spread at all.
 * Cost: O(ballots). Source: Cameron, Gelbach and Miller (2011), JBES 29(2); of the larger of the two: MacKinnon,
 * Nielsen and Webb (2024), "Jackknife inference with two-way clustering".
 */
export function estimateRate(votes: PairVotes, rate: PairRate, options: RateOptions): Estimate {
  const scores = RATE_SCORES[rate];
  const influences =
    options.aggregation === "majority"
      ? findMajorityInfluences(votes, scores)
      : findVoteInfluences(votes, scores, options.aggregation);
  return toEstimate(findSpread(votes, influences, options.estimand), options.level, findRange(rate));
}

function findSpread(votes: PairVotes, { value, prompt, rater }: RateInfluences, estimand: Estimand): Spread {
  requireTwo(rater.weight, votes.raters, "rater");
  const byRater = clusterVariance(rater, votes.raters);
  if (estimand === "these_prompts") {
    return { value, standardError: Math.sqrt(byRater.variance), degreesOfFreedom: byRater.degreesOfFreedom };
  }
  requireTwo(prompt.weight, votes.prompts, "prompt");
  const byPrompt = clusterVariance(prompt, votes.prompts);
  const byBoth = clusterVariance(rater, votes.promptRaters);
  const variance = Math.max(
    byPrompt.variance + byRater.variance - byBoth.variance,
    byPrompt.variance,
    byRater.variance,
  );
  return {
    value,
    standardError: Math.sqrt(variance),
    degreesOfFreedom: Math.min(byPrompt.degreesOfFreedom, byRater.degreesOfFreedom),
  };
}

function requireTwo(weight: Float64Array, clusters: Clusters, name: "prompt" | "rater"): void {
  const voted = sumByCluster(weight, clusters).filter((of) => of > 0).length;
  if (voted >= 2) return;
  const sentence = `All votes that count here are of one ${name}: how another ${name}'s would differ is not known.`;
  throw new NotIdentifiableError(sentence);
}
