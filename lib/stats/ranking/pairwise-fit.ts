import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { factor, invert } from "@/lib/stats/ranking/cholesky";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { createLikelihood, differentiate } from "@/lib/stats/ranking/likelihood";
import { countGroup, type Margins } from "@/lib/stats/ranking/margins";
import { sumResidualSquares, toPearson, toTableFigures } from "@/lib/stats/ranking/pairwise-figures";
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
 * two models to wins, ties and losses. With many pairs of a vote or two, chi-square is a rough approximation.
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
  const figures = toTableFigures(fitted);
  const meat = sumScoreSquares(fitted, centreScores(fitted.margins, toScores(fitted)), covariance.clusterings);
  const spread = sumResidualSquares(fitted, figures, covariance.clusterings);
  const designEffect = (spread - toTrace(toExpectedBread(fitted), meat)) / degreesOfFreedom;
  if (!(designEffect > 0)) {
    throw new NotIdentifiableError(
      "The votes share too few prompts and raters to say how far chance may move the table.",
    );
  }
  const pearson = toPearson(figures);
  const statistic = pearson / designEffect;
  return { pearson, designEffect, statistic, degreesOfFreedom, p: 1 - chiSquareCdf(statistic, degreesOfFreedom) };
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
