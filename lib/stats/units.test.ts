import { expect, test } from "vitest";
import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  BOTH_BAD,
  buildCountTable,
  CANNOT_JUDGE,
  TIE,
} from "@/lib/stats/count-table";
import { countOutcomes, countSharedUnits, groupUnits } from "@/lib/stats/units";

const VOTE = { prompt: 0, turn: 1, rater: 0, modelA: 0, modelB: 1, firstShown: A_FIRST, outcome: A_WINS, votes: 1 };
const TABLE = buildCountTable({ prompts: 2, raters: 3, models: 3 }, [
  { ...VOTE, prompt: 1, rater: 2, outcome: B_WINS },
  VOTE,
  { ...VOTE, firstShown: B_FIRST, votes: 2 },
  { ...VOTE, rater: 1, outcome: TIE },
  { ...VOTE, rater: 1, outcome: BOTH_BAD },
  { ...VOTE, rater: 2, outcome: CANNOT_JUDGE },
  { ...VOTE, turn: 2, outcome: TIE },
  { ...VOTE, modelB: 2, outcome: B_WINS },
]);

test("a unit is a pair of models on one turn of one prompt; both bad is a tie, and sides do not matter", () => {
  const units = groupUnits(TABLE, { ties: true });
  expect(units.units).toBe(4);
  expect([...units.prompt]).toEqual([0, 0, 0, 1]);
  expect([...units.turn]).toEqual([1, 2, 1, 1]);
  expect([...units.modelB]).toEqual([1, 1, 2, 1]);
  expect([...units.firstEntry]).toEqual([0, 2, 3, 4, 5]);
  expect([...units.votes]).toEqual([3, 2, 1, 1, 1]);
  expect([...countOutcomes(units)]).toEqual([3, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1]);
  expect(countSharedUnits(units)).toBe(1);
});

test("without ties, a unit that had nothing else is gone", () => {
  const units = groupUnits(TABLE, { ties: false });
  expect([...countOutcomes(units)]).toEqual([3, 0, 0, 0, 0, 1, 0, 0, 1]);
});
