import { clusterVariance, type Influences, requireTwo } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand } from "@/lib/stats/estimate";
import { type RateScores, scoreBallots } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import type { Spread } from "@/lib/stats/students-t";

/**
 * A rate over votes, each weighing the same or each prompt weighing the same. With prompts weighing the same, shares
 * are averaged over prompts first; where ties are dropped, the rate is the ratio of two such averages, so that it
 * agrees with the shares that stand beside it.
 *
 * "Prompts like these": clustered by prompt and by rater at once, the variance of the one plus that of the other less
 * that of both together; where that is below either of the two, the larger of the two. "These prompts": clustered by
 * rater alone. The degrees of freedom are of the way of clustering that has fewer.
 *
 * @throws {NotIdentifiableError} one prompt or one rater alone, or ties are dropped, and there is nothing else.
 * Cost: O(ballots). Source: Cameron, Gelbach and Miller (2011), JBES 29(2); of the larger of the two: MacKinnon,
 * Nielsen and Webb (2024), "Jackknife inference with two-way clustering".
 */
export function findVoteSpread(
  votes: PairVotes,
  rate: RateScores,
  weighing: "votes" | "prompts",
  estimand: Estimand,
): Spread {
  const { value, ...influences } = findVoteInfluences(votes, rate, weighing);
  requireTwo(votes, influences.weight, "rater");
  const byRater = clusterVariance(influences, votes.raters);
  if (estimand === "these_prompts") {
    return { value, standardError: Math.sqrt(byRater.variance), degreesOfFreedom: byRater.degreesOfFreedom };
  }
  requireTwo(votes, influences.weight, "prompt");
  const byPrompt = clusterVariance(influences, votes.prompts);
  const byBoth = clusterVariance(influences, votes.promptRaters);
  const twoWay = byPrompt.variance + byRater.variance - byBoth.variance;
  return {
    value,
    standardError: Math.sqrt(Math.max(twoWay, byPrompt.variance, byRater.variance)),
    degreesOfFreedom: Math.min(byPrompt.degreesOfFreedom, byRater.degreesOfFreedom),
  };
}

/**
 * The rate itself, and what each ballot moves it by.
 *
 * @throws {NotIdentifiableError} ties are dropped, and there is nothing else.
 * Cost: O(ballots).
 */
export function findVoteInfluences(
  votes: PairVotes,
  rate: RateScores,
  weighing: "votes" | "prompts",
): Influences & { value: number } {
  const score = scoreBallots(votes, rate.score);
  const counts = scoreBallots(votes, rate.counts);
  if (weighing === "prompts") {
    const perPrompt = sumByCluster(scoreBallots(votes, [1, 1, 1]), votes.prompts);
    for (let ballot = 0; ballot < votes.ballots; ballot++) {
      const inPrompt = perPrompt[votes.prompts.of[ballot] as number] as number;
      score[ballot] = (score[ballot] as number) / inPrompt;
      counts[ballot] = (counts[ballot] as number) / inPrompt;
    }
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new NotIdentifiableError("All votes are ties: without them nothing is left.");
  const value = score.reduce((sum, each) => sum + each, 0) / total;
  const influence = score.map((each, ballot) => (each - value * (counts[ballot] as number)) / total);
  return { value, influence, weight: counts.map((count) => count / total) };
}
