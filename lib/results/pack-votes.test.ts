import { expect, test } from "vitest";
import { sortVotes, toCountTable, toVoteLog } from "@/lib/results/pack-votes";
import { A_FIRST, A_WINS, B_FIRST, B_WINS, CANNOT_JUDGE, ORDER_UNKNOWN, readCell, TIE } from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";

const SIZES = { prompts: 3, raters: 3, models: 3 };
const what = (turn: number, firstShown: number, outcome: number) => turn * 16 + firstShown * 5 + outcome;

function pack(votes: [prompt: number, rater: number, a: number, b: number, what: number][]) {
  const column = (place: 0 | 1 | 2 | 3 | 4) => Int32Array.from(votes, (vote) => vote[place]);
  const columns = { prompt: column(0), rater: column(1), modelA: column(2), modelB: column(3), what: column(4) };
  return sortVotes(SIZES, {
    ...columns,
    decisionMs: Int32Array.from(votes, (_, place) => 100 * place),
    at: Int32Array.from(votes, (_, place) => place),
  });
}

test("each field of a vote is found again, and votes alike are one cell", () => {
  const again = what(2, ORDER_UNKNOWN, TIE);
  const votes = pack([
    [2, 1, 0, 2, again],
    [0, 2, 1, 2, what(0, B_FIRST, CANNOT_JUDGE)],
    [2, 1, 0, 2, again],
    [0, 0, 0, 1, what(1, A_FIRST, B_WINS)],
  ]);
  const table = toCountTable(SIZES, votes, () => true);
  expect([0, 1, 2].map((cell) => readCell(table, cell))).toEqual([
    { prompt: 0, turn: 1, rater: 0, modelA: 0, modelB: 1, firstShown: A_FIRST, outcome: B_WINS, votes: 1 },
    { prompt: 0, turn: 0, rater: 2, modelA: 1, modelB: 2, firstShown: B_FIRST, outcome: CANNOT_JUDGE, votes: 1 },
    { prompt: 2, turn: 2, rater: 1, modelA: 0, modelB: 2, firstShown: ORDER_UNKNOWN, outcome: TIE, votes: 2 },
  ]);
  expect(table).toMatchObject({ ...SIZES, cells: 3 });
  const log = toVoteLog(votes, (rater) => rater !== 0);
  expect([...log.decisionMs]).toEqual([100, 0, 200]);
  expect([...log.isUnjudged]).toEqual([1, 0, 0]);
});

test("some raters' votes are a table by themselves, numbered as before", () => {
  const votes = pack([
    [0, 0, 0, 1, what(0, A_FIRST, A_WINS)],
    [1, 2, 0, 1, what(0, A_FIRST, A_WINS)],
  ]);
  const table = toCountTable(SIZES, votes, (rater) => rater === 2);
  expect([...table.rater, ...table.prompt]).toEqual([2, 1]);
  expect(table).toMatchObject(SIZES);
});

test("whatever order votes come in, the table is the same", () => {
  const random = createRandom(7);
  const draw = (below: number) => Math.floor(random.uniform() * below);
  const votes = Array.from({ length: 300 }, (): [number, number, number, number, number] => {
    const modelA = draw(2);
    return [draw(3), draw(3), modelA, modelA + 1, what(draw(2), draw(3), draw(5))];
  });
  const table = toCountTable(SIZES, pack(votes), () => true);
  expect(toCountTable(SIZES, pack(votes.toReversed()), () => true)).toEqual(table);
  expect(table.votes.reduce((sum, count) => sum + count, 0)).toBe(300);
  const cells = Array.from({ length: table.cells }, (_, cell) =>
    JSON.stringify({ ...readCell(table, cell), votes: 0 }),
  );
  expect(new Set(cells).size).toBe(table.cells);
});

test("no votes are an empty table", () => {
  expect(toCountTable(SIZES, pack([]), () => true).cells).toBe(0);
});
