import { expect, test } from "vitest";
import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  BOTH_BAD,
  buildCountTable,
  type Cell,
  countVotes,
  ORDER_UNKNOWN,
  readCell,
  selectCells,
  selectPair,
  TIE,
} from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";

const SIZES = { prompts: 3, raters: 2, models: 4 };
const CELL: Cell = {
  ...{ prompt: 1, turn: 2, rater: 0, modelA: 1, modelB: 3 },
  ...{ firstShown: A_FIRST, outcome: A_WINS, votes: 1 },
};

test("votes that are alike are one cell", () => {
  const table = buildCountTable(SIZES, [CELL, { ...CELL, votes: 2 }, { ...CELL, rater: 1 }]);
  expect(table.cells).toBe(2);
  expect(readCell(table, 0)).toEqual({ ...CELL, votes: 3 });
  expect(countVotes(table)).toBe(4);
});

test("a pair is turned so that model A has the lower number, with its outcome and its sides", () => {
  const turned = (cell: Partial<Cell>) => {
    return readCell(buildCountTable(SIZES, [{ ...CELL, modelA: 3, modelB: 1, ...cell }]), 0);
  };
  expect(turned({ outcome: A_WINS, firstShown: A_FIRST })).toEqual({ ...CELL, outcome: B_WINS, firstShown: B_FIRST });
  expect(turned({ outcome: B_WINS, firstShown: B_FIRST })).toEqual({ ...CELL, outcome: A_WINS, firstShown: A_FIRST });
  expect(turned({ outcome: TIE, firstShown: ORDER_UNKNOWN })).toEqual({
    ...CELL,
    ...{ outcome: TIE, firstShown: ORDER_UNKNOWN },
  });
  expect(turned({ outcome: BOTH_BAD })).toMatchObject({ outcome: BOTH_BAD, firstShown: B_FIRST });
});

test("a pair has the same votes whichever model is named first, and cells can be selected", () => {
  const other = { ...CELL, modelA: 0 };
  const table = buildCountTable(SIZES, [other, CELL]);
  expect(selectPair(table, 1, 3)).toEqual(selectPair(table, 3, 1));
  expect(readCell(selectPair(table, 3, 1), 0)).toEqual(CELL);
  expect(selectCells(table, (cell) => cell === 0)).toEqual(buildCountTable(SIZES, [other]));
  expect(selectPair(table, 1, 2)).toMatchObject({ ...SIZES, cells: 0 });
});

test("a number that is out of its range is refused", () => {
  const wrong: Partial<Cell>[] = [
    ...[{ prompt: 3 }, { rater: 2 }, { modelB: 4 }, { turn: -1 }, { firstShown: 3 }, { outcome: 5 }],
    ...[{ prompt: 0.5 }, { votes: 0 }, { votes: 1.5 }, { modelB: 1 }, { rater: Number.NaN }],
  ];
  for (const part of wrong) expect(() => buildCountTable(SIZES, [{ ...CELL, ...part }])).toThrow(RangeError);
});

test("no vote is lost or gained, whatever the cells", () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = createRandom(seed);
    const below = (bound: number) => Math.floor(random.uniform() * bound);
    const cells = Array.from({ length: 40 }, () => {
      const modelA = below(4);
      return {
        ...{ prompt: below(3), turn: below(2), rater: below(2), modelA, modelB: (modelA + 1 + below(3)) % 4 },
        ...{ firstShown: below(3), outcome: below(5), votes: 1 + below(3) },
      };
    });
    const table = buildCountTable(SIZES, cells);
    expect(countVotes(table)).toBe(cells.reduce((sum, { votes }) => sum + votes, 0));
    const pairs = [0, 1, 2, 3].flatMap((one) =>
      [0, 1, 2, 3].filter((other) => other > one).map((other) => [one, other]),
    );
    const inPairs = pairs.map(([one, other]) => countVotes(selectPair(table, one as number, other as number)));
    expect(inPairs.reduce((sum, votes) => sum + votes, 0)).toBe(countVotes(table));
    const winsOfThree = cells.filter(
      (cell) => cell[cell.outcome === A_WINS ? "modelA" : "modelB"] === 3 && cell.outcome < 2,
    );
    const kept = selectCells(table, (cell) => readCell(table, cell).modelB === 3 && table.outcome[cell] === B_WINS);
    expect(countVotes(kept)).toBe(winsOfThree.reduce((sum, { votes }) => sum + votes, 0));
  }
});
