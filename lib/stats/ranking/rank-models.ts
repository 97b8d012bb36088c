import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand, Estimate } from "@/lib/stats/estimate";
import { type FittedTable, fitTable } from "@/lib/stats/ranking/fit-strengths";
import { type StrengthModel, toAdvantage } from "@/lib/stats/ranking/likelihood";
import { countGroup } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";
import { toScoreEstimate } from "@/lib/stats/ranking/score-scale";
import { rankSimultaneously } from "@/lib/stats/ranking/simultaneous-ranks";
import {
  estimateCovariance,
  type StrengthCovariance,
  toDifferenceVariance,
} from "@/lib/stats/ranking/strength-covariance";
import { toEstimate } from "@/lib/stats/students-t";

export type RankingOptions = StrengthModel & {
  estimand: Estimand;
  /** Of all intervals, as 0.95. */
  level: number;
  /** Of the draws behind ranks and the chances of being the best. */
  seed: number;
};

/** How a pair went, seen from the model with the lower number, and what the scores say of it. */
export type PairPrediction = {
  modelA: number;
  modelB: number;
  votes: number;
  /** A tie is half a win. */
  aWins: number;
  /** A's win rate by the scores, ties as half; over the orders the votes were cast in, in no order where there are none. */
  predicted: number;
};

export type Ranking = {
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
  fitted: FittedTable;
  covariance: StrengthCovariance;
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
  const { layout } = fitted.fit;
  const estimate = (parameter: number) => estimateParameter(fitted, covariance, parameter, level);
  const strengths = Array.from({ length: table.models }, (_, model) => estimate(model));
  const { ranks, pBest, criticalValue } = rankSimultaneously(fitted.fit.strengths, covariance, level, seed);
  return {
    scores: strengths.map(toScoreEstimate),
    ranks,
    arenaRanks: toArenaRanks(strengths),
    pBest,
    criticalValue,
    tieParameter: layout.tie < 0 ? null : toReported(estimate(layout.tie), fitted),
    orderEffect: layout.order < 0 ? null : estimate(layout.order),
    pairs: predictPairs(fitted),
    fitted,
    covariance,
  };
}

/** θone − θother with its clustered interval: of one pair only, where ranks hold for all pairs at once. */
export function estimateDifference(
  { fitted, covariance }: Pick<Ranking, "fitted" | "covariance">,
  one: number,
  other: number,
  level: number,
): Estimate {
  const { strengths } = fitted.fit;
  const value = (strengths[one] as number) - (strengths[other] as number);
  const variance = toDifferenceVariance(covariance, one, other);
  return withInterval(value, variance, covariance.degreesOfFreedom, level);
}

function estimateParameter(
  { fit }: FittedTable,
  covariance: StrengthCovariance,
  parameter: number,
  level: number,
): Estimate {
  const value = fit.parameters[parameter] as number;
  const variance = covariance.matrix[parameter * covariance.size + parameter] as number;
  return withInterval(value, variance, covariance.degreesOfFreedom, level);
}

function withInterval(value: number, variance: number, degreesOfFreedom: number, level: number): Estimate {
  if (!(variance > 0)) {
    throw new NotIdentifiableError(
      "The votes differ too little between prompts and raters to say how sure a score is.",
    );
  }
  return toEstimate({ value, standardError: Math.sqrt(variance), degreesOfFreedom }, level);
}

/** From the scale the tie parameter is fitted on to the reported one; the error by the delta method. */
function toReported({ value, standardError, degreesOfFreedom, interval }: Estimate, { fit }: FittedTable): Estimate {
  const { toReportedTie, allowsTie } = OUTCOME_MODELS[fit.model.scoreModel];
  const low = toReportedTie(allowsTie(interval.low) ? interval.low : 0);
  // on both scales the reported one is the exponential
  return {
    value: toReportedTie(value),
    standardError: toReportedTie(value) * standardError,
    degreesOfFreedom,
    interval: { ...interval, low, high: toReportedTie(interval.high) },
  };
}

function toArenaRanks(strengths: readonly Estimate[]): number[] {
  return strengths.map(({ interval }) => 1 + strengths.filter((other) => other.interval.low > interval.high).length);
}

function predictPairs({ table, margins, fit }: FittedTable): PairPrediction[] {
  const { layout, parameters, model } = fit;
  const { chances } = OUTCOME_MODELS[model.scoreModel];
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  const out = new Float64Array(3);
  const winRate = (advantage: number) => {
    chances(advantage, tie, out);
    return (out[0] as number) + (out[1] as number) / 2;
  };
  const pairs = Array.from({ length: table.models ** 2 }, () => ({ votes: 0, aWins: 0, expected: 0 }));
  for (let group = 0; group < margins.groups; group++) {
    const pair = pairs[(margins.modelA[group] as number) * table.models + (margins.modelB[group] as number)];
    if (!pair) continue;
    const votes = countGroup(margins, group);
    pair.votes += votes;
    pair.aWins += (margins.aWins[group] as number) + (margins.ties[group] as number) / 2;
    pair.expected += votes * winRate(toAdvantage(margins, group, parameters, layout));
  }
  return pairs.flatMap(({ votes, aWins, expected }, place) => {
    const modelA = Math.floor(place / table.models);
    const modelB = place % table.models;
    if (modelA >= modelB) return [];
    const ahead = (fit.strengths[modelA] as number) - (fit.strengths[modelB] as number);
    return [{ modelA, modelB, votes, aWins, predicted: votes > 0 ? expected / votes : winRate(ahead) }];
  });
}
