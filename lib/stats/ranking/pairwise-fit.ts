import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { factor, invert } from "@/lib/stats/ranking/cholesky";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { createLikelihood, differentiate, toAdvantage } from "@/lib/stats/ranking/likelihood";
import { countGroup, type Margins, toKind } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";
import { type Scores, sumScoreSquares, toScores } from "@/lib/stats/ranking/score-sums";
import type { StrengthCovariance } from "@/lib/stats/ranking/strength-covariance";

export type PairwiseFit = {
  /** Pearson's, as of independent votes. */
  pearson: number;
  /** By how much shared prompts and raters raise it where the model holds. */
  designEffect: number;
  /** pearson / designEffect. */
  statistic: number;
  degreesOfFreedom: number;
  p: number;
};

/**
 * Do the strengths describe the pairwise table? Pearson's statistic over the groups of the margins, divided by the mean
 * design effect of the votes' clusters. Bradley–Terry is held to the wins of each pair, a tie being half of one; the other
 * two models to wins, ties and losses.
 *
 * @throws {NotIdentifiableError} there are no more figures in the table than parameters, or too few votes a cluster.
 * Cost: O(cells + size³). Source: Rao and Scott (1984), Ann. Statist. 12(1), first order.
 */
export function testPairwiseFit(fitted: FittedTable, covariance: StrengthCovariance): PairwiseFit {
  const { layout } = fitted.fit;
  const degreesOfFreedom = fitted.margins.groups * (layout.tie < 0 ? 1 : 2) - (layout.size - 1);
  if (degreesOfFreedom < 1) {
    throw new NotIdentifiableError(
      "The scores have as many parameters as the pairwise table has figures, so that they always fit it.",
    );
  }
  const { features, weights } = toFeatures(fitted);
  const meat = sumScoreSquares(fitted, centreScores(fitted.margins, toScores(fitted)), covariance.clusterings);
  const spread = sumResidualSquares(fitted, features, weights, covariance);
  const designEffect = (spread - toTrace(toExpectedBread(fitted), meat)) / degreesOfFreedom;
  if (!(designEffect > 0)) {
    throw new NotIdentifiableError(
      "The votes share too few prompts and raters to say how far chance may move the table.",
    );
  }
  const pearson = toPearson(fitted, features, weights);
  const statistic = pearson / designEffect;
  return { pearson, designEffect, statistic, degreesOfFreedom, p: 1 - chiSquareCdf(statistic, degreesOfFreedom) };
}

/** What is compared with its expectation, by kind of vote; three figures a kind, those that are not used 0. */
const HALF_WINS = [1, 0, 0, 0.5, 0, 0, 0, 0, 0];
const KINDS = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** @returns weights by group, three each: the inverse of what Pearson's statistic divides by. */
function toFeatures({ margins, fit }: FittedTable): { features: readonly number[]; weights: Float64Array } {
  const weights = new Float64Array(margins.groups * 3);
  const chances = new Float64Array(3);
  for (let group = 0; group < margins.groups; group++) {
    toChances({ margins, fit }, group, chances);
    const votes = countGroup(margins, group);
    if (fit.layout.tie < 0) weights[group * 3] = 1 / (votes * (chances[0] as number) * (chances[2] as number));
    else for (let kind = 0; kind < 3; kind++) weights[group * 3 + kind] = 1 / (votes * (chances[kind] as number));
  }
  return { features: fit.layout.tie < 0 ? HALF_WINS : KINDS, weights };
}

/** The chances of A wins, tie and B wins in a group, by the fit. */
function toChances({ margins, fit }: Pick<FittedTable, "margins" | "fit">, group: number, out: Float64Array): void {
  const { layout, parameters, model } = fit;
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  OUTCOME_MODELS[model.scoreModel].chances(toAdvantage(margins, group, parameters, layout), tie, out);
}

function toPearson({ margins, fit }: FittedTable, features: readonly number[], weights: Float64Array): number {
  const chances = new Float64Array(3);
  let sum = 0;
  for (let group = 0; group < margins.groups; group++) {
    toChances({ margins, fit }, group, chances);
    const votes = countGroup(margins, group);
    const seen = [margins.aWins[group] as number, margins.ties[group] as number, margins.bWins[group] as number];
    for (let figure = 0; figure < 3; figure++) {
      let residual = 0;
      for (let kind = 0; kind < 3; kind++) {
        residual +=
          (features[kind * 3 + figure] as number) * ((seen[kind] as number) - votes * (chances[kind] as number));
      }
      sum += residual * residual * (weights[group * 3 + figure] as number);
    }
  }
  return sum;
}

/** Scores less their mean in the group: what lack of fit adds to a cluster is not chance. */
function centreScores(margins: Margins, scores: Scores): Scores {
  const centred = scores.slice();
  for (let group = 0; group < margins.groups; group++) {
    const votes = countGroup(margins, group);
    const seen = [margins.aWins[group] as number, margins.ties[group] as number, margins.bWins[group] as number];
    for (let parameter = 0; parameter < 2; parameter++) {
      let sum = 0;
      for (let kind = 0; kind < 3; kind++)
        sum += (seen[kind] as number) * (scores[group * 6 + kind * 2 + parameter] as number);
      for (let kind = 0; kind < 3; kind++) (centred[group * 6 + kind * 2 + parameter] as number) -= sum / votes;
    }
  }
  return centred;
}

/** The variance of the groups' figures over clusters, each by its weight, summed. */
function sumResidualSquares(
  { table, margins, groupOf }: FittedTable,
  features: readonly number[],
  weights: Float64Array,
  { clusterings }: StrengthCovariance,
): number {
  const means = toMeans(margins, features);
  const sums = new Float64Array(margins.groups * 3);
  let total = 0;
  for (const { cells, starts, clusters, weights: ofClusters } of clusterings.parts) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const from = starts[cluster] as number;
      const end = starts[cluster + 1] as number;
      const weight = ofClusters[cluster] as number;
      for (let index = from; index < end; index++) {
        const cell = cells[index] as number;
        const at = (groupOf[cell] as number) * 3;
        const kind = toKind(table.outcome[cell] as number) * 3;
        const votes = table.votes[cell] as number;
        for (let figure = 0; figure < 3; figure++) {
          (sums[at + figure] as number) +=
            votes * ((features[kind + figure] as number) - (means[at + figure] as number));
        }
      }
      for (let index = from; index < end; index++) {
        const at = (groupOf[cells[index] as number] as number) * 3;
        for (let figure = at; figure < at + 3; figure++) {
          total += weight * (sums[figure] as number) ** 2 * (weights[figure] as number);
          sums[figure] = 0;
        }
      }
    }
  }
  return total;
}

function toMeans(margins: Margins, features: readonly number[]): Float64Array {
  const means = new Float64Array(margins.groups * 3);
  for (let group = 0; group < margins.groups; group++) {
    const seen = [margins.aWins[group] as number, margins.ties[group] as number, margins.bWins[group] as number];
    for (let figure = 0; figure < 3; figure++) {
      let sum = 0;
      for (let kind = 0; kind < 3; kind++) sum += (features[kind * 3 + figure] as number) * (seen[kind] as number);
      means[group * 3 + figure] = sum / countGroup(margins, group);
    }
  }
  return means;
}

function toExpectedBread({ margins, fit: { model, layout, parameters } }: FittedTable): Float64Array {
  const likelihood = createLikelihood(layout);
  differentiate(margins, model, parameters, likelihood, true);
  factor(likelihood.information, layout.size);
  return invert(likelihood.information, layout.size);
}

/** Of the product of two symmetric matrices. */
function toTrace(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, entry, index) => sum + entry * (other[index] as number), 0);
}
