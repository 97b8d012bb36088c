import type { TieRule } from "@/lib/stats/estimate";
import type { PairVotes } from "@/lib/stats/pair-votes";

/** The figures of one pair of models. A tie rule stands for the win rate that it makes. Shares are 0 to 1. */
export const PAIR_RATES = ["better", "tied", "worse", "half", "dropped", "better_or_tied", "difference"] as const;
export type PairRate = (typeof PAIR_RATES)[number] | TieRule;

/** Numbers of a better, a tied and a worse vote. */
export type OutcomeScores = readonly [better: number, tied: number, worse: number];

/** A figure is the sum of what votes score, divided by the sum of what they count. */
export type RateScores = { score: OutcomeScores; counts: OutcomeScores };

const EACH_VOTE: OutcomeScores = [1, 1, 1];

export const RATE_SCORES: Record<PairRate, RateScores> = {
  better: { score: [1, 0, 0], counts: EACH_VOTE },
  tied: { score: [0, 1, 0], counts: EACH_VOTE },
  worse: { score: [0, 0, 1], counts: EACH_VOTE },
  half: { score: [1, 0.5, 0], counts: EACH_VOTE },
  dropped: { score: [1, 0, 0], counts: [1, 0, 1] },
  better_or_tied: { score: [1, 1, 0], counts: EACH_VOTE },
  difference: { score: [1, 0, -1], counts: EACH_VOTE },
};

/** The smallest and the largest value that a rate can have. */
export function findRange(rate: PairRate): readonly [low: number, high: number] {
  return rate === "difference" ? [-1, 1] : [0, 1];
}

/** What each ballot's votes add up to. */
export function scoreBallots(
  { better, tied, worse }: PairVotes,
  [ofBetter, ofTied, ofWorse]: OutcomeScores,
): Float64Array {
  return better.map((votes, ballot) => {
    return ofBetter * votes + ofTied * (tied[ballot] as number) + ofWorse * (worse[ballot] as number);
  });
}

/** What the majority of a comparison scores, by its lead: better less worse. */
export function scoreMajority([better, tied, worse]: OutcomeScores, lead: number): number {
  if (lead === 0) return tied;
  return lead > 0 ? better : worse;
}
