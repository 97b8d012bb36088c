import type { OutcomeModel } from "@/lib/stats/ranking/outcome-model";

/**
 * A tie is half a win each: P(A beats B) = 1 / (1 + exp(−advantage)), and there are no ties in what it predicts.
 * Source: Bradley and Terry (1952), Biometrika 39(3/4).
 */
export const BRADLEY_TERRY: OutcomeModel = {
  hasTieParameter: false,
  startTie: () => 0,
  leastTie: Number.NEGATIVE_INFINITY,

  chances(advantage, _tie, out) {
    out[0] = 1 / (1 + Math.exp(-advantage));
    out[1] = 0;
    out[2] = 1 / (1 + Math.exp(advantage));
  },

  differentiate(advantage, _tie, aWins, ties, bWins, out) {
    // of the lesser chance, so that nothing overflows and nothing is lost near 1
    const small = Math.exp(-Math.abs(advantage));
    const upper = 1 / (1 + small);
    const lower = small * upper;
    const votes = aWins + ties + bWins;
    const wins = aWins + ties / 2;
    const winsOfStronger = advantage > 0 ? wins : votes - wins;
    out[0] = votes * Math.log(upper) - (votes - winsOfStronger) * Math.abs(advantage);
    out[1] = advantage > 0 ? wins - votes * upper : wins - votes * lower;
    out[2] = 0;
    out[3] = votes * upper * lower;
    out[4] = 0;
    out[5] = 0;
  },
};
