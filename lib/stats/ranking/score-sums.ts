import type { Clusterings } from "@/lib/stats/ranking/clusterings";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { toAdvantage } from "@/lib/stats/ranking/likelihood";
import { toKind } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";

/**
 * What one vote adds to the derivatives of the log-likelihood, by group and kind (A wins, tie, B wins): at
 * 6 · group + 2 · kind by advantage, and behind it by the tie parameter.
 */
export type Scores = Float64Array;

/** Cost: O(groups). */
export function toScores({ margins, fit: { model, layout, parameters } }: FittedTable): Scores {
  const { differentiate } = OUTCOME_MODELS[model.scoreModel];
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  const scores = new Float64Array(margins.groups * 6);
  const part = new Float64Array(6);
  for (let group = 0; group < margins.groups; group++) {
    const advantage = toAdvantage(margins, group, parameters, layout);
    for (let kind = 0; kind < 3; kind++) {
      differentiate(advantage, tie, kind === 0 ? 1 : 0, kind === 1 ? 1 : 0, kind === 2 ? 1 : 0, part);
      scores[group * 6 + kind * 2] = part[1] as number;
      scores[group * 6 + kind * 2 + 1] = part[2] as number;
    }
  }
  return scores;
}

/**
 * The covariance of the summed scores: over clusters, the outer square of each cluster's sum, by the clusters' weights.
 *
 * @returns size × size by rows, symmetric. Rows of the strengths sum to 0 over the models.
 * Cost: O(cells + Σ over clusters of (parameters that its votes touch)²).
 */
export function sumScoreSquares(fitted: FittedTable, scores: Scores, { parts }: Clusterings): Float64Array {
  const { table } = fitted;
  const { size } = fitted.fit.layout;
  const places = toPlaces(fitted);
  const total = new Float64Array(size * size);
  const sum = { of: new Float64Array(size), touched: new Int32Array(size), isTouched: new Uint8Array(size), count: 0 };
  for (const { cells, starts, clusters, weights } of parts) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const end = starts[cluster + 1] as number;
      for (let index = starts[cluster] as number; index < end; index++) {
        const cell = cells[index] as number;
        addVotes(sum, fitted, scores, places[cell] as number, table.votes[cell] as number);
      }
      addSquare(total, sum, size, weights[cluster] as number);
      clear(sum);
    }
  }
  addTransposed(total, size);
  return total;
}

/** A cluster's sum by parameter. Of many models its votes touch few, and only those are looked at. */
type SparseSum = { of: Float64Array; touched: Int32Array; isTouched: Uint8Array; count: number };

function add(sum: SparseSum, parameter: number, score: number): void {
  if (sum.isTouched[parameter] === 0) {
    sum.isTouched[parameter] = 1;
    sum.touched[sum.count++] = parameter;
  }
  (sum.of[parameter] as number) += score;
}

/** Where a cell's scores stand, read in the table's own order: in the clusters' order each further column is a leap. */
function toPlaces({ table, groupOf }: FittedTable): Int32Array {
  const places = new Int32Array(table.cells);
  for (let cell = 0; cell < table.cells; cell++) {
    places[cell] = (groupOf[cell] as number) * 6 + toKind(table.outcome[cell] as number) * 2;
  }
  return places;
}

function addVotes(sum: SparseSum, fitted: FittedTable, scores: Scores, place: number, votes: number): void {
  const { margins, fit } = fitted;
  const { order, tie } = fit.layout;
  const group = Math.floor(place / 6);
  const score = votes * (scores[place] as number);
  add(sum, margins.modelA[group] as number, score);
  add(sum, margins.modelB[group] as number, -score);
  if (order >= 0 && margins.order[group] !== 0) add(sum, order, (margins.order[group] as number) * score);
  if (tie >= 0) add(sum, tie, votes * (scores[place + 1] as number));
}

/** Adds half of the square: of two parameters either the one or the other entry, and half of the diagonal. */
function addSquare(total: Float64Array, { of, touched, count }: SparseSum, size: number, weight: number): void {
  for (let one = 0; one < count; one++) {
    const row = (touched[one] as number) * size;
    const scaled = weight * (of[touched[one] as number] as number);
    for (let other = 0; other < one; other++) {
      const column = touched[other] as number;
      (total[row + column] as number) += scaled * (of[column] as number);
    }
    (total[row + (touched[one] as number)] as number) += (scaled * (of[touched[one] as number] as number)) / 2;
  }
}

/** A matrix plus its transpose, in place. */
function addTransposed(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const sum = (matrix[row * size + column] as number) + (matrix[column * size + row] as number);
      matrix[row * size + column] = sum;
      matrix[column * size + row] = sum;
    }
  }
}

function clear(sum: SparseSum): void {
  for (let index = 0; index < sum.count; index++) {
    sum.of[sum.touched[index] as number] = 0;
    sum.isTouched[sum.touched[index] as number] = 0;
  }
  sum.count = 0;
}
