import { findDegreesOfFreedom } from "@/lib/stats/clustered-variance";
import type { Estimand, Estimate } from "@/lib/stats/estimate";
import { findRange, type PairRate, RATE_SCORES, scoreBallots, scoreMajority } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { toCriticalT } from "@/lib/stats/students-t";

/**
 * What a rate is where everything that counts for it scores alike, as where all votes chose the same model.
 *
 * @returns the score; null: there are different scores, or nothing counts.
 * Cost: O(ballots).
 */
export function findUnanimousScore(votes: PairVotes, rate: PairRate, by: "vote" | "comparison"): number | null {
  const { score, counts } = RATE_SCORES[rate];
  const scores = new Set(
    findOutcomes(votes, by).flatMap((outcome) => ((counts[outcome] ?? 0) > 0 ? [score[outcome]] : [])),
  );
  const [only] = scores;
  return scores.size === 1 && only !== undefined ? only : null;
}

/**
 * An interval where no vote differs from another, and where the spread of the votes, which is 0, would make one of no
 * width. It rests on clusters: had a share q of raters (for "prompts like these" of prompts or raters, of which there
 * are fewer) it in them to differ, none of G would do so with a chance of (1 − q)^G. q is the largest that leaves a chance of
 * half of 1 − level, and such raters are taken to say the opposite in all their votes.
 *
 * @param score that all votes have.
 * @returns the standard error is what Student's t would need to give the interval at a level of 95%.
 * Cost: O(ballots). Source: Clopper and Pearson (1934), Biometrika 26(4), at none of G; G is the effective number of
 * clusters.
 * @example 20 raters, each with as many votes, all of them better: a share of better from 0.832 to 1.
 */
export function estimateUnanimous(
  votes: PairVotes,
  rate: PairRate,
  score: number,
  { estimand, level }: { estimand: Estimand; level: number },
): Estimate {
  const { counts } = RATE_SCORES[rate];
  const weights = scoreBallots(votes, counts);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ways = estimand === "these_prompts" ? [votes.raters] : [votes.raters, votes.prompts];
  const degreesOfFreedom = Math.min(
    ...ways.map((clusters) =>
      findDegreesOfFreedom(
        sumByCluster(
          weights.map((weight) => weight / total),
          clusters,
        ),
      ),
    ),
  );
  const [low, high] = findRange(rate);
  const differing = (at: number) => 1 - ((1 - at) / 2) ** (1 / (degreesOfFreedom + 1));
  const share = differing(level);
  return {
    value: score,
    standardError: (differing(0.95) * Math.max(score - low, high - score)) / toCriticalT(0.95, degreesOfFreedom),
    degreesOfFreedom,
    interval: { low: score - share * (score - low), high: score + share * (high - score), level },
  };
}

/** Which of better (0), tied (1) and worse (2) there are, of votes or of majorities. */
function findOutcomes(votes: PairVotes, by: "vote" | "comparison"): number[] {
  if (by === "vote") {
    const sums = [votes.better, votes.tied, votes.worse].map((column) => column.reduce((sum, of) => sum + of, 0));
    return [0, 1, 2].filter((outcome) => (sums[outcome] as number) > 0);
  }
  const leads = sumByCluster(scoreBallots(votes, [1, 0, -1]), votes.comparisons);
  return [...new Set(Array.from(leads, (lead) => scoreMajority([0, 1, 2], lead)))];
}
