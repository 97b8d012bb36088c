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
 * The covariance of the summed scores: over clusters, the sum of the outer square of each cluster's sum, by the weights
 * of the clusterings.
 *
 * @returns size × size by rows, symmetric. Rows of the strengths sum to 0 over the models.
 * Cost: O(cells + Σ over clusters of (parameters that its votes touch)²).
 */
export function sumScoreSquares(
  { table, margins, groupOf, fit: { layout } }: FittedTable,
  scores: Scores,
  clusterings: Clusterings,
): Float64Array {
  const { size } = layout;
  const total = new Float64Array(size * size);
  const sums = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  const touched = new Int32Array(size);
  let count = 0;
  const add = (parameter: number, score: number) => {
    if (isTouched[parameter] === 0) {
      isTouched[parameter] = 1;
      touched[count++] = parameter;
    }
    (sums[parameter] as number) += score;
  };
  const addCell = (cell: number) => {
    const group = groupOf[cell] as number;
    const votes = table.votes[cell] as number;
    const at = group * 6 + toKind(table.outcome[cell] as number) * 2;
    const score = votes * (scores[at] as number);
    add(margins.modelA[group] as number, score);
    add(margins.modelB[group] as number, -score);
    const first = margins.order[group] as number;
    if (layout.order >= 0 && first !== 0) add(layout.order, first * score);
    if (layout.tie >= 0) add(layout.tie, votes * (scores[at + 1] as number));
  };
  const closeCluster = (weight: number) => {
    for (let one = 0; one < count; one++) {
      const row = (touched[one] as number) * size;
      const scaled = weight * (sums[touched[one] as number] as number);
      for (let other = 0; other < count; other++) {
        (total[row + (touched[other] as number)] as number) += scaled * (sums[touched[other] as number] as number);
      }
    }
    for (let one = 0; one < count; one++) sums[touched[one] as number] = isTouched[touched[one] as number] = 0;
    count = 0;
  };
  for (const { cells, starts, clusters, weight } of clusterings.parts) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const end = starts[cluster + 1] as number;
      for (let index = starts[cluster] as number; index < end; index++) addCell(cells[index] as number);
      closeCluster(weight);
    }
  }
  return total;
}
