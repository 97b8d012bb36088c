import { takePlaces } from "@/lib/results/pack-votes";
import type { CountTable } from "@/lib/stats/count-table";

/**
 * The table in parts, each with its cells in their old order and numbered as before.
 *
 * @param toGroup gets the place of a cell; a whole number that names its part.
 * Cost: O(cells), whatever the number of parts.
 */
export function splitCells(table: CountTable, toGroup: (cell: number) => number): Map<number, CountTable> {
  const numbers = new Map<number, number>();
  const groupOf = new Int32Array(table.cells);
  const sizes: number[] = [];
  for (let cell = 0; cell < table.cells; cell++) {
    const code = toGroup(cell);
    const group = numbers.get(code) ?? numbers.size;
    if (group === numbers.size) numbers.set(code, group);
    groupOf[cell] = group;
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const places = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let cell = 0; cell < table.cells; cell++) {
    const group = groupOf[cell] as number;
    (places[group] as Int32Array)[filled[group] as number] = cell;
    (filled[group] as number) += 1;
  }
  return new Map([...numbers].map(([code, group]) => [code, takeCells(table, places[group] as Int32Array)]));
}

function takeCells(table: CountTable, cells: Int32Array): CountTable {
  const take = (column: Int32Array) => takePlaces(column, cells);
  const takeBytes = (column: Uint8Array) => {
    const taken = new Uint8Array(cells.length);
    for (let place = 0; place < cells.length; place++) taken[place] = column[cells[place] as number] as number;
    return taken;
  };
  const { prompt, turn, rater, modelA, modelB, firstShown, outcome, votes } = table;
  return {
    ...table,
    cells: cells.length,
    ...{ prompt: take(prompt), turn: take(turn), rater: take(rater), modelA: take(modelA), modelB: take(modelB) },
    ...{ firstShown: takeBytes(firstShown), outcome: takeBytes(outcome), votes: take(votes) },
  };
}
