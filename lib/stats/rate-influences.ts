import type { Influences } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { OutcomeScores, RateScores } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";

/** A rate, and what it rests on. */
export type RateInfluences = {
  value: number;
  /** By which another choice of prompts would move it, and another choice of raters. */
  prompt: Influences;
  rater: Influences;
};

/**
 * A rate over votes, each weighing the same or each prompt weighing the same. With prompts weighing the same, shares
 * are averaged over prompts first; where ties are dropped, the rate is the ratio of two such averages, so that it
 * agrees with the shares that stand beside it.
 *
 * @throws {NotIdentifiableError} ties are dropped, and there is nothing else.
 * Cost: O(ballots).
 */
export function findVoteInfluences(votes: PairVotes, rate: RateScores, weighing: "votes" | "prompts"): RateInfluences {
  const score = addUp(votes, rate.score);
  const counts = addUp(votes, rate.counts);
  if (weighing === "prompts") {
    const perPrompt = sumByCluster(addUp(votes, [1, 1, 1]), votes.prompts);
    for (let ballot = 0; ballot < votes.ballots; ballot++) {
      const inPrompt = perPrompt[votes.prompts.of[ballot] as number] as number;
      score[ballot] = (score[ballot] as number) / inPrompt;
      counts[ballot] = (counts[ballot] as number) / inPrompt;
    }
  }
  const { value, influence, weight } = divide(score, counts);
  const influences = { influence, weight };
  return { value, prompt: influences, rater: influences };
}

/** The ratio of two sums, with what each ballot moves it by. */
function divide(score: Float64Array, counts: Float64Array): Influences & { value: number } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new NotIdentifiableError("All votes are ties: without them nothing is left.");
  const value = score.reduce((sum, each) => sum + each, 0) / total;
  const influence = score.map((each, ballot) => (each - value * (counts[ballot] as number)) / total);
  return { value, influence, weight: counts.map((count) => count / total) };
}

/** What each ballot's votes add up to. */
function addUp({ better, tied, worse }: PairVotes, [ofBetter, ofTied, ofWorse]: OutcomeScores): Float64Array {
  return better.map((votes, ballot) => {
    return ofBetter * votes + ofTied * (tied[ballot] as number) + ofWorse * (worse[ballot] as number);
  });
}
