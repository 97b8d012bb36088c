import { A_FIRST, B_FIRST, CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";

/** Votes of one pair that said that they cannot judge, by which of the two models stood first. */
export type CannotJudge = {
  votes: number;
  whenFirst: { focus: number; opponent: number; unknown: number };
};

/**
 * @param table one pair's votes, as `selectPair` gives them.
 * @param focus the model that the votes are seen from.
 * @throws {RangeError} votes of a pair without `focus`.
 * Cost: O(cells).
 */
export function countCannotJudge(table: CountTable, focus: number): CannotJudge {
  const whenFirst = { focus: 0, opponent: 0, unknown: 0 };
  for (let cell = 0; cell < table.cells; cell++) {
    if (table.modelA[cell] !== focus && table.modelB[cell] !== focus) {
      throw new RangeError(`Votes of a pair without model ${focus}.`);
    }
    if (table.outcome[cell] !== CANNOT_JUDGE) continue;
    whenFirst[findFirst(table, cell, focus)] += table.votes[cell] as number;
  }
  return { votes: whenFirst.focus + whenFirst.opponent + whenFirst.unknown, whenFirst };
}

function findFirst(table: CountTable, cell: number, focus: number): keyof CannotJudge["whenFirst"] {
  const side = table.firstShown[cell];
  if (side !== A_FIRST && side !== B_FIRST) return "unknown";
  return (side === A_FIRST ? table.modelA : table.modelB)[cell] === focus ? "focus" : "opponent";
}
