import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Estimand } from "@/lib/stats/estimate";
import { factor, invert, mirror, multiply } from "@/lib/stats/ranking/cholesky";
import { type Clusterings, toClusterings } from "@/lib/stats/ranking/clusterings";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { createLikelihood, differentiate } from "@/lib/stats/ranking/likelihood";
import { sumScoreSquares, toScores } from "@/lib/stats/ranking/score-sums";

export type StrengthCovariance = {
  /** Of all parameters as fitted, size × size by rows. Strengths have mean 0, so that their rows sum to 0. */
  matrix: Float64Array;
  size: number;
  /** Of Student's t. */
  degreesOfFreedom: number;
  /** Minus the second derivatives of the log-likelihood at the fit; of the strengths plus a constant, which fixes their mean. */
  information: Float64Array;
  clusterings: Clusterings;
};

/**
 * Cluster-robust (sandwich) covariance of strengths, tie parameter and order effect: prompts and raters, less their
 * overlap, for "prompts like these"; raters for "these prompts". Right whether or not the model is: then for the
 * strengths that describe the voters best.
 *
 * @throws {NotIdentifiableError} fewer than two raters, or prompts, have voted.
 * Cost: O(cells + size³ + Σ over clusters of touched parameters²).
 * Source: Cameron, Gelbach and Miller (2011), JBES 29(2), 2.3 on the repair where it is not positive semidefinite.
 */
export function estimateCovariance(fitted: FittedTable, estimand: Estimand): StrengthCovariance {
  const { table, margins, groupOf, fit } = fitted;
  const { layout, parameters, model } = fit;
  const { size } = layout;
  const clusterings = toClusterings(table, groupOf, estimand);
  const scores = toScores(fitted);
  const meat = sumScoreSquares(fitted, scores, clusterings);
  const likelihood = createLikelihood(layout);
  differentiate(margins, model, parameters, likelihood);
  const information = likelihood.information.slice();
  mirror(information, size);
  factor(likelihood.information, size);
  const bread = invert(likelihood.information, size);
  const matrix = toPositive(multiply(multiply(bread, meat, size), bread, size), size, layout.models);
  return { matrix, size, degreesOfFreedom: clusterings.degreesOfFreedom, information, clusterings };
}

/** Variance of the difference of two models' strengths. */
export function toDifferenceVariance({ matrix, size }: StrengthCovariance, one: number, other: number): number {
  const at = (row: number, column: number) => matrix[row * size + column] as number;
  // rounding must not make it negative
  return Math.max(0, at(one, one) + at(other, other) - 2 * at(one, other));
}

/** Where taking off the overlap has made an eigenvalue negative, it is set to 0. */
function toPositive(matrix: Float64Array, size: number, models: number): Float64Array {
  const lifted = matrix.slice();
  // in the direction that is 0 by construction, the mean of the strengths, any positive number will do
  let trace = 0;
  for (let row = 0; row < size; row++) trace += matrix[row * size + row] as number;
  for (let row = 0; row < models; row++) {
    for (let column = 0; column < models; column++) (lifted[row * size + column] as number) += trace / models;
  }
  if (factor(lifted, size)) return matrix;
  const rows = Array.from({ length: size }, (_, row) => Array.from(matrix.subarray(row * size, (row + 1) * size)));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rows), {
    assumeSymmetric: true,
  });
  const kept = Matrix.diag(realEigenvalues.map((value) => Math.max(0, value)));
  const repaired = eigenvectorMatrix.mmul(kept).mmul(eigenvectorMatrix.transpose());
  return Float64Array.from(repaired.to1DArray());
}
