import { ballotVariance, clusterVariance, type Influences, requireTwo } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand } from "@/lib/stats/estimate";
import { type RateScores, scoreBallots, scoreMajority } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { findReliability } from "@/lib/stats/split-majorities";
import type { Spread } from "@/lib/stats/students-t";

/**
 * A rate over comparisons: each counts once, as what most of its votes chose of the two models; where as many chose
 * the one as the other, it is tied.
 *
 * A majority is not a sum over raters, so its variance is put together of two parts. The first is of comparisons by
 * themselves, clustered by prompt; for "these prompts" the part of it that would be there again with other raters is
 * taken away, as halves of the votes tell it. The second is what comparisons share because they share raters: the
 * covariance of what leaving a rater out does to one and to the other. Neither is let below 0.
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
    const shared = Math.max(0, byRater.variance - ballotVariance(ofRaters));
    const standardError = Math.sqrt(variance * (1 - findReliability(tally(votes), toDistance(rate, value))) + shared);
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

type MajorityInfluences = {
  value: number;
  /** A comparison's distance from the mean, spread over its ballots. */
  ofComparisons: Influences;
  /** What a rater's ballot moves it by. */
  ofRaters: Influences;
};

function findMajorityInfluences(votes: PairVotes, rate: RateScores): MajorityInfluences {
  const own = scoreBallots(votes, [1, 0, -1]);
  const leads = sumByCluster(own, votes.comparisons);
  const comparisonsThatCount = leads.reduce((sum, lead) => sum + scoreMajority(rate.counts, lead), 0);
  if (comparisonsThatCount === 0)
    throw new NotIdentifiableError("All majorities are ties: without them nothing is left.");
  const value = leads.reduce((sum, lead) => sum + scoreMajority(rate.score, lead), 0) / comparisonsThatCount;
  const toInfluence = toDistance(rate, value);
  const distance = (lead: number) => toInfluence(lead) / comparisonsThatCount;

  const raters = sumByCluster(new Float64Array(votes.ballots).fill(1), votes.comparisons);
  const lead = Float64Array.from(votes.comparisons.of, (comparison) => leads[comparison] as number);
  const beside = Float64Array.from(votes.comparisons.of, (comparison) => raters[comparison] as number);
  const weight = lead.map(
    (of, ballot) => scoreMajority(rate.counts, of) / (beside[ballot] as number) / comparisonsThatCount,
  );
  const ofComparisons = lead.map((of, ballot) => distance(of) / (beside[ballot] as number));

  const moved = lead.map((of, ballot) => distance(of) - distance(of - (own[ballot] as number)));
  const movedTogether = sumByCluster(moved, votes.comparisons);
  const ofRaters = moved.map((by, ballot) => {
    const count = beside[ballot] as number;
    // a comparison that only one rater judged goes as a whole
    if (count === 1) return distance(lead[ballot] as number);
    // leaving out any vote of an odd number makes ties, which says nothing about its rater
    const mean = (movedTogether[votes.comparisons.of[ballot] as number] as number) / count;
    return ((by - mean) * count) / (count - 1);
  });
  return { value, ofComparisons: { influence: ofComparisons, weight }, ofRaters: { influence: ofRaters, weight } };
}

function toDistance({ score, counts }: RateScores, value: number): (lead: number) => number {
  return (lead) => scoreMajority(score, lead) - value * scoreMajority(counts, lead);
}

function tally(votes: PairVotes): { better: number; tied: number; worse: number }[] {
  const [better, tied, worse] = [votes.better, votes.tied, votes.worse].map((of) =>
    sumByCluster(of, votes.comparisons),
  );
  return Array.from(better as Float64Array, (of, comparison) => ({
    ...{ better: of, tied: (tied as Float64Array)[comparison] as number },
    worse: (worse as Float64Array)[comparison] as number,
  }));
}
