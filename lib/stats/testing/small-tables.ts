import { A_WINS, B_WINS, buildCountTable, type CountTable, TIE } from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";

/** One vote: who, on what, and better minus worse as seen from model 0. */
export type SmallVote = { prompt: number; rater: number; difference: 1 | 0 | -1; turn?: number };

/** A table of two models that a test can write out, or look at vote by vote. */
export function toSmallTable(votes: readonly SmallVote[]): CountTable {
  const sizes = {
    prompts: 1 + Math.max(0, ...votes.map((vote) => vote.prompt)),
    raters: 1 + Math.max(0, ...votes.map((vote) => vote.rater)),
    models: 2,
  };
  const outcomes = { "1": A_WINS, "0": TIE, "-1": B_WINS };
  return buildCountTable(
    sizes,
    votes.map(({ prompt, rater, difference, turn = 0 }) => {
      return { prompt, turn, rater, modelA: 0, modelB: 1, firstShown: 0, outcome: outcomes[`${difference}`], votes: 1 };
    }),
  );
}

/** Up to `most` votes on up to four prompts by up to four raters. */
export function drawSmallVotes(seed: number, most: number): SmallVote[] {
  const random = createRandom(seed);
  const below = (bound: number) => Math.floor(random.uniform() * bound);
  return Array.from({ length: 1 + below(most) }, () => {
    return { prompt: below(4), rater: below(4), difference: (below(3) - 1) as SmallVote["difference"] };
  });
}
