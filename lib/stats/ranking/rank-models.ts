import type { CountTable } from "@/lib/stats/count-table";
import type { Estimand, Estimate } from "@/lib/stats/estimate";
import { fitTable } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import { type PairPrediction, predictPairs } from "@/lib/stats/ranking/pair-predictions";
import { toScoreEstimate } from "@/lib/stats/ranking/score-scale";
import { rankSimultaneously } from "@/lib/stats/ranking/simultaneous-ranks";
import { estimateCovariance } from "@/lib/stats/ranking/strength-covariance";
import {
  estimateOrderEffect,
  estimateStrength,
  estimateTieParameter,
  type Fitted,
} from "@/lib/stats/ranking/strength-estimates";

export type RankingOptions = StrengthModel & {
  estimand: Estimand;
  /** Of all intervals, as 0.95. */
  level: number;
  /** Of the draws behind ranks and the chances of being the best. */
  seed: number;
};

export type Ranking = Fitted & {
  /** By model, on the scale of 400 · log10 of the odds about 1,000. */
  scores: Estimate[];
  /** By model, from 1: simultaneous over all models. */
  ranks: { low: number; high: number }[];
  /** By model: 1 + models whose lower bound is above this one's upper bound. */
  arenaRanks: number[];
  /** Half the width of each difference in its standard errors, for all of them to hold at once. */
  criticalValue: number;
  /** By model, sum 1; an approximation. */
  pBest: number[];
  /** Davidson's ν or Rao and Kupper's θ; null: the model has none. */
  tieParameter: Estimate | null;
  /** Log-odds of the response that stands first; null: not in the model. */
  orderEffect: Estimate | null;
  /** Each pair of models, with votes or without. */
  pairs: PairPrediction[];
};

/**
 * A whole leaderboard: scores with clustered intervals, ranks, and what they say of each pair.
 *
 * @throws {NotConnectedError} there is no common scale; the error names the components.
 * @throws {NotIdentifiableError} another parameter would be infinite, or there are too few clusters for an interval.
 * @throws {RangeError} fewer than two models, or level outside 0 to 1.
 * Cost: that of estimateCovariance and rankSimultaneously.
 */
export function rankModels(table: CountTable, options: RankingOptions): Ranking {
  const { scoreModel, orderEffect, estimand, level, seed } = options;
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}: between 0 and 1 is wanted.`);
  const fitted = fitTable(table, { scoreModel, orderEffect });
  const covariance = estimateCovariance(fitted, estimand);
  const of = { fitted, covariance };
  const strengths = Array.from({ length: table.models }, (_, model) => estimateStrength(of, model, level));
  const { ranks, pBest, criticalValue } = rankSimultaneously(fitted.fit.strengths, covariance, level, seed);
  return {
    ...of,
    scores: strengths.map(toScoreEstimate),
    ranks,
    arenaRanks: toArenaRanks(strengths),
    pBest,
    criticalValue,
    tieParameter: estimateTieParameter(of, level),
    orderEffect: estimateOrderEffect(of, level),
    pairs: predictPairs(fitted),
  };
}

function toArenaRanks(strengths: readonly Estimate[]): number[] {
  return strengths.map(({ interval }) => 1 + strengths.filter((other) => other.interval.low > interval.high).length);
}
