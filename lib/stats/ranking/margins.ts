import { A_FIRST, A_WINS, B_WINS, BOTH_BAD, type CountTable, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";

/**
 * Votes summed by pair of models, and by which stood first where that is wanted: all that a fit of strengths needs, so
 * that its cost does not grow with the votes. Columns have one entry a group; model A has the lower number.
 */
export type Margins = {
  models: number;
  groups: number;
  modelA: Int32Array;
  modelB: Int32Array;
  /** 1: A stood first; −1: B did; 0: unknown, or not told apart. */
  order: Int8Array;
  /** Votes; not whole where they are expected or weighted. Both bad is a tie. */
  aWins: Float64Array;
  ties: Float64Array;
  bWins: Float64Array;
};

/** The group of each cell of the table the margins were made from; −1: the cell has no part (cannot judge). */
export type GroupOfCell = Int32Array;

/**
 * The margins of a table, in order of their pairs.
 *
 * @param byOrder whether votes are told apart by which model stood first.
 * @throws {RangeError} fewer than two models.
 * Cost: O(cells + models²).
 */
export function toMargins(table: CountTable, byOrder: boolean): { margins: Margins; groupOf: GroupOfCell } {
  const { models, cells } = table;
  if (models < 2) throw new RangeError(`Strengths need two models or more, and there are ${models}.`);
  // a slot for each pair and order, whether it has votes or not: three sums each
  const sums = new Float64Array(models * models * 9);
  const groupOf = new Int32Array(cells).fill(-1);
  for (let cell = 0; cell < cells; cell++) {
    const kind = toKind(table.outcome[cell] as number);
    if (kind < 0) continue;
    const pair = (table.modelA[cell] as number) * models + (table.modelB[cell] as number);
    const slot = pair * 3 + (byOrder ? (table.firstShown[cell] as number) : ORDER_UNKNOWN);
    (sums[slot * 3 + kind] as number) += table.votes[cell] as number;
    groupOf[cell] = slot;
  }
  const { margins, groupOfSlot } = gather(models, sums);
  for (let cell = 0; cell < cells; cell++) {
    const slot = groupOf[cell] as number;
    if (slot >= 0) groupOf[cell] = groupOfSlot[slot] as number;
  }
  return { margins, groupOf };
}

/** Where an outcome stands among A wins, tie, B wins; −1: it has no part in strengths. */
export function toKind(outcome: number): number {
  if (outcome === A_WINS) return 0;
  if (outcome === TIE || outcome === BOTH_BAD) return 1;
  return outcome === B_WINS ? 2 : -1;
}

/** Votes in one group. */
export function countGroup(margins: Margins, group: number): number {
  return (margins.aWins[group] as number) + (margins.ties[group] as number) + (margins.bWins[group] as number);
}

function gather(models: number, sums: Float64Array): { margins: Margins; groupOfSlot: Int32Array } {
  const slots = sums.length / 3;
  const groupOfSlot = new Int32Array(slots).fill(-1);
  const used: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const votes = (sums[slot * 3] as number) + (sums[slot * 3 + 1] as number) + (sums[slot * 3 + 2] as number);
    if (votes > 0) groupOfSlot[slot] = used.push(slot) - 1;
  }
  const pairOf = (slot: number) => Math.floor(slot / 3);
  const margins = {
    models,
    groups: used.length,
    modelA: Int32Array.from(used, (slot) => Math.floor(pairOf(slot) / models)),
    modelB: Int32Array.from(used, (slot) => pairOf(slot) % models),
    order: Int8Array.from(used, (slot) => (slot % 3 === ORDER_UNKNOWN ? 0 : slot % 3 === A_FIRST ? 1 : -1)),
    aWins: Float64Array.from(used, (slot) => sums[slot * 3] as number),
    ties: Float64Array.from(used, (slot) => sums[slot * 3 + 1] as number),
    bWins: Float64Array.from(used, (slot) => sums[slot * 3 + 2] as number),
  };
  return { margins, groupOfSlot };
}
