import type { OutcomeModel } from "@/lib/stats/ranking/outcome-model";

/**
 * A rater sees a difference only past a threshold: A wins with chance 1 / (1 + exp(η − advantage)), B with
 * 1 / (1 + exp(η + advantage)), and what is left is a tie. Fitted as η > 0 and reported as Rao and Kupper's
 * θ = exp(η) > 1. It is the proportional-odds model with thresholds −η and η.
 * Source: Rao and Kupper (1967), JASA 62(317).
 */
export const RAO_KUPPER: OutcomeModel = {
  hasTieParameter: true,
  // of two equal models, tanh(η / 2) of the votes are ties
  startTie: (tieShare) => 2 * Math.atanh(tieShare),
  leastTie: 0,

  chances(advantage, tie, out) {
    const win = 1 / (1 + Math.exp(tie - advantage));
    const loss = 1 / (1 + Math.exp(tie + advantage));
    out[0] = win;
    // 1 − win − loss, without the loss of digits
    out[1] = -Math.expm1(-2 * tie) * (1 / (1 + Math.exp(advantage - tie))) * (1 / (1 + Math.exp(-advantage - tie)));
    out[2] = loss;
  },

  differentiate(advantage, tie, aWins, ties, bWins, out) {
    const win = 1 / (1 + Math.exp(tie - advantage));
    const loss = 1 / (1 + Math.exp(tie + advantage));
    // derivatives of the two logistics, each of which wins and ties, or losses and ties, share
    const ofWin = win * (1 - win) * (aWins + ties);
    const ofLoss = loss * (1 - loss) * (bWins + ties);
    // 2 / (exp(2η) − 1)
    const nearZero = 2 / Math.expm1(2 * tie);
    out[0] = -(
      aWins * softplus(tie - advantage) +
      bWins * softplus(tie + advantage) +
      ties * (softplus(advantage - tie) + softplus(-advantage - tie) - Math.log(-Math.expm1(-2 * tie)))
    );
    out[1] = aWins * (1 - win) - bWins * (1 - loss) + ties * (loss - win);
    out[2] = ties * (win + loss + nearZero) - aWins * (1 - win) - bWins * (1 - loss);
    out[3] = ofWin + ofLoss;
    out[4] = ofLoss - ofWin;
    out[5] = ofWin + ofLoss + ties * nearZero * (2 + nearZero);
  },
};

/** ln(1 + exp(x)). */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
