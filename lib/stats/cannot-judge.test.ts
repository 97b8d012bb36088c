import { expect, test } from "vitest";
import { countCannotJudge } from "@/lib/stats/cannot-judge";
import { A_FIRST, A_WINS, B_FIRST, buildCountTable, CANNOT_JUDGE, ORDER_UNKNOWN } from "@/lib/stats/count-table";

const cell = { prompt: 0, turn: 0, rater: 0, modelA: 0, modelB: 1, outcome: CANNOT_JUDGE };
const table = buildCountTable({ prompts: 1, raters: 1, models: 3 }, [
  { ...cell, firstShown: A_FIRST, votes: 5 },
  { ...cell, firstShown: B_FIRST, votes: 2 },
  { ...cell, firstShown: ORDER_UNKNOWN, votes: 1 },
  { ...cell, firstShown: A_FIRST, outcome: A_WINS, votes: 7 },
]);

test("only who cannot judge is counted, by which model stood first", () => {
  expect(countCannotJudge(table, 0)).toEqual({ votes: 8, whenFirst: { focus: 5, opponent: 2, unknown: 1 } });
  expect(countCannotJudge(table, 1)).toEqual({ votes: 8, whenFirst: { focus: 2, opponent: 5, unknown: 1 } });
});

test("a model that is not of the pair is refused", () => {
  expect(() => countCannotJudge(table, 2)).toThrow(RangeError);
});
