import type { OutcomeModel } from "@/lib/stats/ranking/outcome-model";

/**
 * Wins, ties and losses as exp(advantage / 2) : ν : exp(−advantage / 2). The tie parameter is fitted as ln ν and
 * reported as ν: of two equal models, ν / (2 + ν) of the votes are ties.
 * The order effect stands in the advantage alone, as Davidson and Beaver's does but for the scale of ν: theirs is this
 * one times exp(order effect / 2), or its inverse. So votes whose order is unknown share the parameter.
 * Source: Davidson (1970), JASA 65(329); Davidson and Beaver (1977), Biometrics 33(4).
 */
export const DAVIDSON: OutcomeModel = {
  hasTieParameter: true,
  startTie: (tieShare) => Math.log((2 * tieShare) / (1 - tieShare)),
  leastTie: Number.NEGATIVE_INFINITY,

  chances(advantage, tie, out) {
    const largest = Math.max(Math.abs(advantage) / 2, tie);
    const win = Math.exp(advantage / 2 - largest);
    const tied = Math.exp(tie - largest);
    const loss = Math.exp(-advantage / 2 - largest);
    const sum = win + tied + loss;
    out[0] = win / sum;
    out[1] = tied / sum;
    out[2] = loss / sum;
  },

  differentiate(advantage, tie, aWins, ties, bWins, out) {
    const largest = Math.max(Math.abs(advantage) / 2, tie);
    const win = Math.exp(advantage / 2 - largest);
    const tied = Math.exp(tie - largest);
    const loss = Math.exp(-advantage / 2 - largest);
    const sum = win + tied + loss;
    const difference = (win - loss) / sum;
    const tiedShare = tied / sum;
    const votes = aWins + ties + bWins;
    out[0] = ((aWins - bWins) * advantage) / 2 + ties * tie - votes * (largest + Math.log(sum));
    out[1] = (aWins - bWins - votes * difference) / 2;
    out[2] = ties - votes * tiedShare;
    out[3] = (votes * (1 - tiedShare - difference * difference)) / 4;
    out[4] = (-votes * difference * tiedShare) / 2;
    out[5] = votes * tiedShare * (1 - tiedShare);
  },
};
