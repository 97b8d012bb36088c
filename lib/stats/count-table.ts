/** Outcomes as the table holds them, seen from the models and never from the sides. */
export const A_WINS = 0;
export const B_WINS = 1;
export const TIE = 2;
export const BOTH_BAD = 3;
export const CANNOT_JUDGE = 4;

/** Which model's response stood first. */
export const A_FIRST = 0;
export const B_FIRST = 1;
export const ORDER_UNKNOWN = 2;

/** One line of the table, as numbers from 0: prompt, rater and models are places in lists that the caller keeps. */
export type Cell = {
  prompt: number;
  /** From 1; 0: the whole conversation. */
  turn: number;
  rater: number;
  modelA: number;
  modelB: number;
  firstShown: number;
  outcome: number;
  votes: number;
};

/** How many prompts, raters and models are numbered; not all of them need to have a vote. */
export type Sizes = { prompts: number; raters: number; models: number };

/**
 * Votes counted by prompt, turn, rater, pair, side and outcome: all that any estimate needs. Columns have one entry a
 * cell; model A is the one with the lower number; no two cells differ in their votes alone.
 */
export type CountTable = Sizes & {
  cells: number;
  prompt: Int32Array;
  turn: Int32Array;
  rater: Int32Array;
  modelA: Int32Array;
  modelB: Int32Array;
  firstShown: Uint8Array;
  outcome: Uint8Array;
  votes: Int32Array;
};

const COLUMNS = ["prompt", "turn", "rater", "modelA", "modelB", "firstShown", "outcome", "votes"] as const;

/**
 * Counts votes; those that are alike become one cell, and a pair is turned so that model A has the lower number.
 *
 * @throws {RangeError} a number out of its range, a model against itself, or votes that are not a whole number above 0.
 * Cost: O(cells).
 */
export function buildCountTable(sizes: Sizes, cells: Iterable<Cell>): CountTable {
  const merged = new Map<string, Cell>();
  for (const cell of cells) {
    checkCell(sizes, cell);
    const turned = turn(cell);
    const key = COLUMNS.map((column) => (column === "votes" ? "" : turned[column])).join();
    const same = merged.get(key);
    if (same) same.votes += cell.votes;
    else merged.set(key, turned);
  }
  return toColumns(sizes, [...merged.values()]);
}

/** The cells that are wanted, numbered as before. `keep` gets the place of a cell. */
export function selectCells(table: CountTable, keep: (cell: number) => boolean): CountTable {
  const places = Array.from({ length: table.cells }, (_, cell) => cell).filter(keep);
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, pick(table[column], places)]));
  return { ...table, ...columns, cells: places.length };
}

/** The votes of two models with each other, in either direction of numbering. */
export function selectPair(table: CountTable, one: number, other: number): CountTable {
  const [low, high] = one < other ? [one, other] : [other, one];
  return selectCells(table, (cell) => table.modelA[cell] === low && table.modelB[cell] === high);
}

/** One cell as an object, for code that is not hot. */
export function readCell(table: CountTable, cell: number): Cell {
  return Object.fromEntries(COLUMNS.map((column) => [column, table[column][cell]])) as Cell;
}

/** All votes, cannot judge included. */
export function countVotes(table: CountTable): number {
  return table.votes.reduce((sum, votes) => sum + votes, 0);
}

function pick<T extends Int32Array | Uint8Array>(column: T, places: number[]): T {
  const picked = column.slice(0, places.length) as T;
  places.forEach((place, index) => {
    picked[index] = column[place] as number;
  });
  return picked;
}

function turn(cell: Cell): Cell {
  if (cell.modelA < cell.modelB) return { ...cell };
  const outcome = cell.outcome === A_WINS ? B_WINS : cell.outcome === B_WINS ? A_WINS : cell.outcome;
  const firstShown = cell.firstShown === ORDER_UNKNOWN ? ORDER_UNKNOWN : 1 - cell.firstShown;
  return { ...cell, modelA: cell.modelB, modelB: cell.modelA, outcome, firstShown };
}

function checkCell(sizes: Sizes, cell: Cell): void {
  const bounds = {
    prompt: sizes.prompts,
    turn: 2 ** 31,
    rater: sizes.raters,
    modelA: sizes.models,
    modelB: sizes.models,
    firstShown: ORDER_UNKNOWN + 1,
    outcome: CANNOT_JUDGE + 1,
  };
  for (const [column, bound] of Object.entries(bounds) as [keyof typeof bounds, number][]) {
    const value = cell[column];
    if (!Number.isInteger(value) || value < 0 || value >= bound) {
      throw new RangeError(`${column} is ${value}: a whole number from 0 and below ${bound} is wanted.`);
    }
  }
  if (cell.modelA === cell.modelB) throw new RangeError(`Model ${cell.modelA} is compared with itself.`);
  if (!Number.isInteger(cell.votes) || cell.votes < 1) throw new RangeError(`A cell has ${cell.votes} votes.`);
}

function toColumns(sizes: Sizes, cells: Cell[]): CountTable {
  const numbers = (column: keyof Cell) => Int32Array.from(cells, (cell) => cell[column]);
  const bytes = (column: keyof Cell) => Uint8Array.from(cells, (cell) => cell[column]);
  return {
    ...sizes,
    cells: cells.length,
    prompt: numbers("prompt"),
    turn: numbers("turn"),
    rater: numbers("rater"),
    modelA: numbers("modelA"),
    modelB: numbers("modelB"),
    firstShown: bytes("firstShown"),
    outcome: bytes("outcome"),
    votes: numbers("votes"),
  };
}
