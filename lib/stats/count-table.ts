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

type Columns = Omit<CountTable, keyof Sizes | "cells">;

/**
 * Counts votes; those that are alike become one cell, at the place of the first, and a pair is turned so that model A
 * has the lower number.
 *
 * @param cells are read one after the other and not kept: an iterator may give the same object again and again.
 * @throws {RangeError} a number out of its range, a model against itself, or votes that are not a whole number above 0.
 * Cost: O(cells), with no object or string a cell.
 */
export function buildCountTable(sizes: Sizes, cells: Iterable<Cell>): CountTable {
  let columns = createColumns(1024);
  let places = indexCells(columns, 0);
  let count = 0;
  for (const cell of cells) {
    checkCell(sizes, cell);
    if (count === columns.votes.length) {
      columns = grow(columns);
      places = indexCells(columns, count);
    }
    // written behind the last cell, where the next one overwrites it unless it is new
    write(columns, count, cell);
    const slot = findSlot(columns, places, count);
    const same = places[slot] as number;
    if (same >= 0) (columns.votes[same] as number) += cell.votes;
    else places[slot] = count++;
  }
  return { ...sizes, ...takeColumns((column) => columns[column].slice(0, count)), cells: count };
}

/** The cells that are wanted, numbered as before. `keep` gets the place of a cell. Cost: O(cells). */
export function selectCells(table: CountTable, keep: (cell: number) => boolean): CountTable {
  const kept = new Int32Array(table.cells);
  let count = 0;
  for (let cell = 0; cell < table.cells; cell++) if (keep(cell)) kept[count++] = cell;
  const places = kept.subarray(0, count);
  return { ...table, ...takeColumns((column) => pick(table[column], places)), cells: count };
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

function pick(column: Int32Array | Uint8Array, places: Int32Array): Int32Array | Uint8Array {
  const picked = column.slice(0, places.length);
  for (let index = 0; index < places.length; index++) picked[index] = column[places[index] as number] as number;
  return picked;
}

function takeColumns(take: (column: (typeof COLUMNS)[number]) => Int32Array | Uint8Array): Columns {
  return Object.fromEntries(COLUMNS.map((column) => [column, take(column)])) as unknown as Columns;
}

function checkCell(sizes: Sizes, cell: Cell): void {
  checkNumber("prompt", cell.prompt, sizes.prompts);
  checkNumber("turn", cell.turn, 2 ** 31);
  checkNumber("rater", cell.rater, sizes.raters);
  checkNumber("modelA", cell.modelA, sizes.models);
  checkNumber("modelB", cell.modelB, sizes.models);
  checkNumber("firstShown", cell.firstShown, ORDER_UNKNOWN + 1);
  checkNumber("outcome", cell.outcome, CANNOT_JUDGE + 1);
  if (cell.modelA === cell.modelB) throw new RangeError(`Model ${cell.modelA} is compared with itself.`);
  if (!Number.isInteger(cell.votes) || cell.votes < 1) throw new RangeError(`A cell has ${cell.votes} votes.`);
}

function checkNumber(column: string, value: number, bound: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= bound) {
    throw new RangeError(`${column} is ${value}: a whole number from 0 and below ${bound} is wanted.`);
  }
}

function createColumns(length: number): Columns {
  return takeColumns((column) =>
    column === "firstShown" || column === "outcome" ? new Uint8Array(length) : new Int32Array(length),
  );
}

function grow(columns: Columns): Columns {
  const larger = createColumns(columns.votes.length * 2);
  for (const column of COLUMNS) larger[column].set(columns[column]);
  return larger;
}

function write(columns: Columns, place: number, cell: Cell): void {
  const isTurned = cell.modelA > cell.modelB;
  columns.prompt[place] = cell.prompt;
  columns.turn[place] = cell.turn;
  columns.rater[place] = cell.rater;
  columns.modelA[place] = isTurned ? cell.modelB : cell.modelA;
  columns.modelB[place] = isTurned ? cell.modelA : cell.modelB;
  columns.firstShown[place] = isTurned && cell.firstShown !== ORDER_UNKNOWN ? 1 - cell.firstShown : cell.firstShown;
  columns.outcome[place] = isTurned ? turnOutcome(cell.outcome) : cell.outcome;
  columns.votes[place] = cell.votes;
}

function turnOutcome(outcome: number): number {
  if (outcome === A_WINS) return B_WINS;
  return outcome === B_WINS ? A_WINS : outcome;
}

/** A hash table of where cells stand, at most half full. −1: empty. */
function indexCells(columns: Columns, count: number): Int32Array {
  const places = new Int32Array(columns.votes.length * 2).fill(-1);
  for (let cell = 0; cell < count; cell++) places[findSlot(columns, places, cell)] = cell;
  return places;
}

/** The slot of a cell that is like this one but for its votes, or the empty one where it belongs. */
function findSlot(columns: Columns, places: Int32Array, cell: number): number {
  const mask = places.length - 1;
  let slot = hash(columns, cell) & mask;
  for (;;) {
    const found = places[slot] as number;
    if (found < 0 || isAlike(columns, found, cell)) return slot;
    slot = (slot + 1) & mask;
  }
}

function isAlike(columns: Columns, one: number, other: number): boolean {
  return (
    columns.prompt[one] === columns.prompt[other] &&
    columns.rater[one] === columns.rater[other] &&
    columns.modelA[one] === columns.modelA[other] &&
    columns.modelB[one] === columns.modelB[other] &&
    columns.outcome[one] === columns.outcome[other] &&
    columns.firstShown[one] === columns.firstShown[other] &&
    columns.turn[one] === columns.turn[other]
  );
}

/** Multiplies and folds: neighbouring prompts and raters must not fill neighbouring slots. */
function hash(columns: Columns, cell: number): number {
  let mixed = columns.prompt[cell] as number;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + (columns.rater[cell] as number);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) + (columns.modelA[cell] as number);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + (columns.modelB[cell] as number);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) + (columns.turn[cell] as number);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + (columns.outcome[cell] as number) * 4;
  mixed = Math.imul(mixed + (columns.firstShown[cell] as number), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}
