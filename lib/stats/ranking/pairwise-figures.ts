import type { Clusterings } from "@/lib/stats/ranking/clusterings";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { toAdvantage } from "@/lib/stats/ranking/likelihood";
import { countGroup, toKind } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";

/** What one vote counts in each of three figures, by kind: A wins, tie, B wins. Bradley–Terry uses but one figure. */
const HALF_WINS = [1, 0, 0, 0.5, 0, 0, 0, 0, 0];
const KINDS = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** The figures of the pairwise table that a fit is held to. Columns have three entries a group. */
export type TableFigures = {
  counts: readonly number[];
  /** Of a vote, as it was seen. */
  means: Float64Array;
  /** Seen less expected, in votes. */
  residuals: Float64Array;
  /** What Pearson's statistic multiplies a squared residual by. */
  weights: Float64Array;
  /** By group, one entry. */
  votes: Float64Array;
};

/** Cost: O(groups). */
export function toTableFigures({ margins, fit }: FittedTable): TableFigures {
  const { layout, parameters, model } = fit;
  const counts = layout.tie < 0 ? HALF_WINS : KINDS;
  const { chances } = OUTCOME_MODELS[model.scoreModel];
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  const column = () => new Float64Array(margins.groups * 3);
  const [means, residuals, weights] = [column(), column(), column()];
  const votes = new Float64Array(margins.groups);
  const expected = new Float64Array(3);
  for (let group = 0; group < margins.groups; group++) {
    chances(toAdvantage(margins, group, parameters, layout), tie, expected);
    const ofGroup = countGroup(margins, group);
    const seen = [margins.aWins[group] as number, margins.ties[group] as number, margins.bWins[group] as number];
    for (let figure = 0; figure < 3; figure++) {
      const at = group * 3 + figure;
      for (let kind = 0; kind < 3; kind++) {
        const count = counts[kind * 3 + figure] as number;
        (means[at] as number) += (count * (seen[kind] as number)) / ofGroup;
        (residuals[at] as number) += count * ((seen[kind] as number) - ofGroup * (expected[kind] as number));
      }
      if (layout.tie >= 0) weights[at] = 1 / (ofGroup * (expected[figure] as number));
    }
    if (layout.tie < 0) weights[group * 3] = 1 / (ofGroup * (expected[0] as number) * (expected[2] as number));
    votes[group] = ofGroup;
  }
  return { counts, means, residuals, weights, votes };
}

/** Pearson's statistic, as of independent votes. */
export function toPearson({ residuals, weights }: TableFigures): number {
  return residuals.reduce((sum, residual, at) => sum + residual * residual * (weights[at] as number), 0);
}

/**
 * The variance of the figures over clusters, times Pearson's weights, summed. Within a group votes are held against the
 * group's own mean, which a cluster with a share w of the group's votes has bent towards itself: its square counts
 * 1 / (1 − w) times. A cluster that has all of them is held against the fit.
 *
 * Cost: O(cells).
 */
export function sumResidualSquares(fitted: FittedTable, figures: TableFigures, { parts }: Clusterings): number {
  const { margins, groupOf } = fitted;
  const sums = new Float64Array(margins.groups * 3);
  const votes = new Float64Array(margins.groups);
  let total = 0;
  for (const { cells, starts, clusters, weights } of parts) {
    for (let cluster = 0; cluster < clusters; cluster++) {
      const sign = Math.sign(weights[cluster] as number);
      const from = starts[cluster] as number;
      const end = starts[cluster + 1] as number;
      for (let index = from; index < end; index++) addCell(fitted, figures, cells[index] as number, sums, votes);
      for (let index = from; index < end; index++) {
        total += sign * takeGroup(groupOf[cells[index] as number] as number, figures, sums, votes);
      }
    }
  }
  return total;
}

function addCell(
  { table, groupOf }: FittedTable,
  { counts, means }: TableFigures,
  cell: number,
  sums: Float64Array,
  votes: Float64Array,
): void {
  const group = groupOf[cell] as number;
  const kind = toKind(table.outcome[cell] as number) * 3;
  const ofCell = table.votes[cell] as number;
  (votes[group] as number) += ofCell;
  for (let figure = 0; figure < 3; figure++) {
    const off = (counts[kind + figure] as number) - (means[group * 3 + figure] as number);
    (sums[group * 3 + figure] as number) += ofCell * off;
  }
}

/** The squares of one cluster in one group; then the sums are empty for the next cluster. */
function takeGroup(group: number, figures: TableFigures, sums: Float64Array, votes: Float64Array): number {
  const left = 1 - (votes[group] as number) / (figures.votes[group] as number);
  // several cells of a group: the first has taken all of it
  if (votes[group] === 0) return 0;
  let squares = 0;
  for (let at = group * 3; at < group * 3 + 3; at++) {
    const square = left > 0 ? (sums[at] as number) ** 2 / left : (figures.residuals[at] as number) ** 2;
    squares += square * (figures.weights[at] as number);
    sums[at] = 0;
  }
  votes[group] = 0;
  return squares;
}
