import { expect, test } from "vitest";
import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  buildCountTable,
  CANNOT_JUDGE,
  ORDER_UNKNOWN,
  TIE,
} from "@/lib/stats/count-table";
import { DAWID_SKENE } from "@/lib/stats/dawid-skene";
import { profileRaters } from "@/lib/stats/rater-profile";

const VOTE = { prompt: 0, turn: 0, rater: 0, modelA: 0, modelB: 1, firstShown: A_FIRST, outcome: A_WINS, votes: 1 };
const TABLE = buildCountTable({ prompts: 4, raters: 5, models: 2 }, [
  VOTE,
  { ...VOTE, prompt: 1, outcome: B_WINS, firstShown: B_FIRST },
  { ...VOTE, prompt: 2, outcome: TIE },
  { ...VOTE, prompt: 3, outcome: CANNOT_JUDGE },
  { ...VOTE, rater: 1 },
  { ...VOTE, rater: 1, prompt: 1, firstShown: B_FIRST },
  { ...VOTE, rater: 1, prompt: 2, outcome: TIE },
  { ...VOTE, rater: 2, outcome: B_WINS, firstShown: ORDER_UNKNOWN },
  { ...VOTE, rater: 4, prompt: 3, outcome: CANNOT_JUDGE },
]);

test("a rater's profile by hand", () => {
  const [first, , third, last] = profileRaters(TABLE, DAWID_SKENE);
  expect(first).toMatchObject({ rater: 0, votes: 4, cannotJudge: 1, sidedVotes: 2, firstRate: 1, firstP: 0.5 });
  expect(first?.tieRate).toBeCloseTo(1 / 3, 14);
  // prompt 0: one of two others; prompt 1: none of one; prompt 2: one of one
  expect(first?.agreement).toBeCloseTo((0.5 + 0 + 1) / 3, 14);
  expect(first?.accuracy).toBeGreaterThan(0);
  expect(third).toMatchObject({ rater: 2, agreement: 0, sidedVotes: 0, firstRate: null, firstP: null });
  expect(last).toEqual({
    ...{ rater: 4, votes: 1, cannotJudge: 1, sidedVotes: 0 },
    ...{ tieRate: null, agreement: null, accuracy: null, firstRate: null, firstP: null },
  });
});

test("where no raters share a comparison, nobody has an accuracy; nor where it is not wanted", () => {
  const alone = buildCountTable({ prompts: 2, raters: 2, models: 2 }, [VOTE, { ...VOTE, prompt: 1, rater: 1 }]);
  expect(profileRaters(alone, DAWID_SKENE).map(({ accuracy }) => accuracy)).toEqual([null, null]);
  expect(profileRaters(TABLE, null).every(({ accuracy }) => accuracy === null)).toBe(true);
});
