import { A_FIRST, A_WINS, B_FIRST, B_WINS, type CountTable } from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";
import { type Design, simulateVotes, trueShares } from "@/lib/stats/testing/simulate-votes";

/**
 * Raters with a bias to a side: mean + spread or mean − spread, as often. Of a rater's votes that choose a side, that
 * share goes to what stood first whatever it is, or, where the bias is negative, to what stood second.
 */
export type Sides = {
  mean: number;
  spread: number;
  /** How often model A stands first. */
  firstShare: number;
};

/** Votes of a study of two models, some of which were given to a side. */
export function simulateSideBias(design: Design, sides: Sides, seed: number): CountTable {
  const { table } = simulateVotes(design, seed);
  const random = createRandom(seed ^ 0x5bd1e995);
  const biases = Array.from({ length: table.raters }, () => {
    return sides.mean + (random.uniform() < 0.5 ? -1 : 1) * sides.spread;
  });
  const firstShown = table.firstShown.map(() => (random.uniform() < sides.firstShare ? A_FIRST : B_FIRST));
  const outcome = table.outcome.map((said, cell) => {
    const bias = biases[table.rater[cell] as number] as number;
    if ((said !== A_WINS && said !== B_WINS) || random.uniform() >= Math.abs(bias)) return said;
    return (firstShown[cell] === A_FIRST) === bias > 0 ? A_WINS : B_WINS;
  });
  // a rater votes once on a prompt: no two cells can have become alike
  return { ...table, firstShown, outcome };
}

/** The share of "first" among votes that choose a side, where A stands first in half of all votes. */
export function trueFirstRate({ mean }: Sides): number {
  return 0.5 + mean / 2;
}

/** Better minus worse of model A with both orders weighing the same: votes that went to a side cancel out. */
export function trueAdjustedDifference(design: Design, { mean, spread }: Sides): number {
  const { better, worse } = trueShares(design);
  const biased = (Math.abs(mean + spread) + Math.abs(mean - spread)) / 2;
  return (1 - biased) * (better - worse);
}
