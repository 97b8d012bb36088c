import { expect, test } from "vitest";
import {
  A_FIRST,
  A_WINS,
  B_WINS,
  BOTH_BAD,
  buildCountTable,
  CANNOT_JUDGE,
  selectPair,
  TIE,
} from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { gatherPairVotes, sumByCluster } from "@/lib/stats/pair-votes";

const SIZES = { prompts: 9, raters: 9, models: 4 };
const CELL = { prompt: 4, turn: 1, rater: 7, modelA: 1, modelB: 3, firstShown: A_FIRST, outcome: A_WINS, votes: 1 };
const TABLE = buildCountTable(SIZES, [
  CELL,
  { ...CELL, rater: 2, outcome: B_WINS },
  { ...CELL, rater: 2, turn: 2, outcome: TIE },
  { ...CELL, prompt: 8, outcome: BOTH_BAD, votes: 2 },
  { ...CELL, prompt: 8, outcome: A_WINS },
  { ...CELL, prompt: 0, rater: 0, outcome: CANNOT_JUDGE },
]);

test("both bad is tied, cannot judge is outside, and a rater's votes on one comparison are one ballot", () => {
  const votes = gatherPairVotes(TABLE, 1);
  expect([...votes.better]).toEqual([1, 0, 0, 1]);
  expect([...votes.tied]).toEqual([0, 0, 1, 2]);
  expect([...votes.worse]).toEqual([0, 1, 0, 0]);
  expect(votes.prompts).toEqual({ count: 2, of: Int32Array.of(0, 0, 0, 1) });
  expect(votes.raters).toEqual({ count: 2, of: Int32Array.of(0, 1, 1, 0) });
  expect(votes.promptRaters).toEqual({ count: 3, of: Int32Array.of(0, 1, 1, 2) });
  expect(votes.comparisons).toEqual({ count: 3, of: Int32Array.of(0, 0, 1, 2) });
  expect([...sumByCluster(votes.tied, votes.prompts)]).toEqual([1, 2]);
});

test("seen from the other model, better and worse change places", () => {
  const [one, other] = [gatherPairVotes(TABLE, 1), gatherPairVotes(TABLE, 3)];
  expect(other).toEqual({ ...one, better: one.worse, worse: one.better });
});

test("votes of two pairs, of another pair, or none are refused", () => {
  const both = buildCountTable(SIZES, [CELL, { ...CELL, modelB: 2 }]);
  expect(() => gatherPairVotes(both, 1)).toThrow(RangeError);
  expect(() => gatherPairVotes(TABLE, 2)).toThrow(RangeError);
  expect(() => gatherPairVotes(selectPair(TABLE, 0, 1), 0)).toThrow(NotIdentifiableError);
  const none = buildCountTable(SIZES, [{ ...CELL, outcome: CANNOT_JUDGE }]);
  expect(() => gatherPairVotes(none, 1)).toThrow(NotIdentifiableError);
});
