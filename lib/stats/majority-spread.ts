import { ballotVariance, clusterVariance, requireTwo } from "@/lib/stats/clustered-variance";
import type { Estimand } from "@/lib/stats/estimate";
import { findMajorityInfluences, tallyComparisons, toDistance } from "@/lib/stats/majority-influences";
import type { RateScores } from "@/lib/stats/pair-scores";
import type { PairVotes } from "@/lib/stats/pair-votes";
import { findReliability } from "@/lib/stats/split-majorities";
import type { Spread } from "@/lib/stats/students-t";

/**
 * A rate over comparisons: each counts once, as what most of its votes chose of the two models; where as many chose
 * the one as the other, it is tied.
 *
 * A majority is not a sum over raters, so its variance is put together of two parts. The first is of comparisons by
 * themselves, clustered by prompt; for "these prompts" the part of it that would be there again with other raters is
 * taken away, as halves of the votes tell it. The second is what comparisons share because they share raters: the
 * covariance of what a rater does to one and to the other. It is not let below 0.
 *
 * @throws {NotIdentifiableError} one prompt or one rater alone, or ties are dropped, and there is nothing else.
 * Cost: O(ballots), and O(votes²) for each different tally of a comparison. Source: the leading term of Efron and
 * Stein's (1981) decomposition, Annals of Statistics 9(3), in the frame of Cameron, Gelbach and Miller (2011).
 */
export function findMajoritySpread(votes: PairVotes, rate: RateScores, estimand: Estimand): Spread {
  const { value, ofComparisons, ofRaters } = findMajorityInfluences(votes, rate);
  requireTwo(votes, ofRaters.weight, "rater");
  const byRater = clusterVariance(ofRaters, votes.raters);
  if (estimand === "these_prompts") {
    requireTwo(votes, ofRaters.weight, "comparison");
    const { variance } = clusterVariance(ofComparisons, votes.comparisons);
    const lasting = findReliability(tallyComparisons(votes), toDistance(rate, value));
    const shared = Math.max(0, byRater.variance - ballotVariance(ofRaters));
    const standardError = Math.sqrt(variance * (1 - lasting) + shared);
    return { value, standardError, degreesOfFreedom: byRater.degreesOfFreedom };
  }
  requireTwo(votes, ofRaters.weight, "prompt");
  const byPrompt = clusterVariance(ofComparisons, votes.prompts);
  const shared = Math.max(0, byRater.variance - clusterVariance(ofRaters, votes.promptRaters).variance);
  return {
    value,
    standardError: Math.sqrt(byPrompt.variance + shared),
    degreesOfFreedom: Math.min(byPrompt.degreesOfFreedom, byRater.degreesOfFreedom),
  };
}
