import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  CANNOT_JUDGE,
  type CountTable,
  ORDER_UNKNOWN,
} from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { orReason } from "@/lib/stats/or-reason";
import { testValue, toEstimate } from "@/lib/stats/students-t";
import { crossPromptsAndRaters, findTwoWaySpread } from "@/lib/stats/two-way-spread";

/** Sides: how often what stood first was chosen, and a pair's result set right for it. */
export type SideBias = {
  /** Votes that chose a side and whose order is known. */
  votes: number;
  /** The share of them that chose what stood first. */
  firstRate: Estimate | NotIdentifiableError;
  /** Two-sided, of choosing the first as often as the second. */
  p: number | NotIdentifiableError;
  /** Better minus worse with both orders weighing the same. */
  adjustedDifference: Estimate | NotIdentifiableError;
};

/**
 * The bias of a table of votes: a study's, one pair's, or one rater's.
 *
 * @param focus the model that the difference is seen from; null: votes of several pairs, which have no difference.
 * @param level nominal coverage, as 0.95.
 * @throws {RangeError} a level out of range, or a focus that is not in every pair.
 * Cost: O(cells).
 */
export function describeSideBias(table: CountTable, focus: number | null, level: number): SideBias {
  const firstRate = orReason(() => estimateFirstRate(table, level));
  return {
    votes: countDecided(table),
    firstRate,
    p: firstRate instanceof NotIdentifiableError ? firstRate : testValue(firstRate, 0.5),
    adjustedDifference:
      focus === null
        ? new NotIdentifiableError("A difference is of one pair of models, and these votes are of several.")
        : orReason(() => estimateAdjustedDifference(table, focus, level)),
  };
}

/**
 * The share of "first" among votes that chose a side and whose order is known.
 *
 * @param level nominal coverage, as 0.95.
 * @returns a share, 0 to 1, with Student's interval clustered by prompt and rater.
 * @throws {NotIdentifiableError} no such votes, all of one prompt or one rater, or all for the same side.
 * Cost: O(cells). Source: see `findTwoWaySpread`.
 */
export function estimateFirstRate(table: CountTable, level: number): Estimate {
  const cells = listCells(table, (cell) => isDecided(table, cell));
  if (cells.length === 0) throw new NotIdentifiableError("No vote chose a side whose place is known.");
  const votes = pick(table.votes, cells);
  const total = sum(votes);
  const first = Float64Array.from(cells, (cell) => (choseFirst(table, cell) ? 1 : 0));
  const value = sum(first.map((is, place) => is * (votes[place] as number))) / total;
  const weight = Float64Array.from(votes, (of) => of / total);
  const influence = first.map((is, place) => (is - value) * (weight[place] as number));
  return toEstimate(findTwoWaySpread(value, { influence, weight }, cross(table, cells)), level, [0, 1]);
}

/**
 * Better minus worse, where votes that saw the model first weigh as much in all as votes that saw it second: what the
 * difference would be had each order been shown as often, so that a preference for a side drops out.
 *
 * @param table one pair's votes. Votes whose order is unknown are left out; ties count as neither.
 * @param focus the model that the difference is seen from.
 * @returns −1 to 1, with Student's interval clustered by prompt and rater.
 * @throws {RangeError} votes of a pair without `focus`.
 * @throws {NotIdentifiableError} one order was never judged, all votes of one prompt or one rater, or no spread.
 * Cost: O(cells). Source: Wang et al. (2023), arXiv 2305.17926 (balanced positions); see `findTwoWaySpread`.
 */
export function estimateAdjustedDifference(table: CountTable, focus: number, level: number): Estimate {
  const cells = listCells(table, (cell) => {
    if (table.modelA[cell] !== focus && table.modelB[cell] !== focus) {
      throw new RangeError(`Votes of a pair without model ${focus}.`);
    }
    return table.outcome[cell] !== CANNOT_JUDGE && table.firstShown[cell] !== ORDER_UNKNOWN;
  });
  const order = Int32Array.from(cells, (cell) => (isFirst(table, cell, focus) ? 0 : 1));
  const score = Float64Array.from(cells, (cell) => toDifference(table, cell, focus));
  const votes = pick(table.votes, cells);
  const counts = [0, 0];
  const sums = [0, 0];
  for (let place = 0; place < cells.length; place++) {
    const of = order[place] as number;
    counts[of] = (counts[of] as number) + (votes[place] as number);
    sums[of] = (sums[of] as number) + (votes[place] as number) * (score[place] as number);
  }
  if (counts.includes(0)) throw new NotIdentifiableError("Only one of the two orders was judged, or neither is known.");
  const means = sums.map((of, index) => of / (counts[index] as number));
  const weight = Float64Array.from(votes, (of, place) => of / (2 * (counts[order[place] as number] as number)));
  const influence = score.map(
    (of, place) => (of - (means[order[place] as number] as number)) * (weight[place] as number),
  );
  const value = ((means[0] as number) + (means[1] as number)) / 2;
  return toEstimate(findTwoWaySpread(value, { influence, weight }, cross(table, cells)), level, [-1, 1]);
}

/** Chose a side, and which side stood first is known. */
export function isDecided(table: CountTable, cell: number): boolean {
  const outcome = table.outcome[cell];
  return (outcome === A_WINS || outcome === B_WINS) && table.firstShown[cell] !== ORDER_UNKNOWN;
}

/** Of a cell that is decided. */
export function choseFirst(table: CountTable, cell: number): boolean {
  return (table.outcome[cell] === A_WINS) === (table.firstShown[cell] === A_FIRST);
}

function countDecided(table: CountTable): number {
  return sum(
    pick(
      table.votes,
      listCells(table, (cell) => isDecided(table, cell)),
    ),
  );
}

function isFirst(table: CountTable, cell: number, focus: number): boolean {
  return table.firstShown[cell] === (table.modelA[cell] === focus ? A_FIRST : B_FIRST);
}

function toDifference(table: CountTable, cell: number, focus: number): number {
  const ofA = table.outcome[cell] === A_WINS ? 1 : table.outcome[cell] === B_WINS ? -1 : 0;
  return table.modelA[cell] === focus ? ofA : -ofA;
}

function listCells(table: CountTable, keep: (cell: number) => boolean): number[] {
  return Array.from({ length: table.cells }, (_, cell) => cell).filter(keep);
}

function cross(table: CountTable, cells: number[]) {
  return crossPromptsAndRaters(pick(table.prompt, cells), pick(table.rater, cells));
}

function pick(column: Int32Array, cells: number[]): Int32Array {
  return Int32Array.from(cells, (cell) => column[cell] as number);
}

function sum(column: Int32Array | Float64Array): number {
  let total = 0;
  for (const value of column) total += value;
  return total;
}
