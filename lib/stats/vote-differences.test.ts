import { expect, it } from "vitest";
import { A_WINS, B_WINS, BOTH_BAD, buildCountTable, CANNOT_JUDGE, TIE } from "@/lib/stats/count-table";
import { sumVotes, sumVotesBy, toVoteDifference } from "@/lib/stats/vote-differences";

it("a vote is worth 1 for model A, −1 for model B, 0 for a tie and for both bad, and nothing where it cannot judge", () => {
  expect([A_WINS, B_WINS, TIE, BOTH_BAD, CANNOT_JUDGE].map(toVoteDifference)).toEqual([1, -1, 0, 0, null]);
});

it("sums count every vote of a cell, and leave out cannot judge", () => {
  const of = { turn: 0, modelA: 0, modelB: 1, firstShown: 0 };
  const table = buildCountTable({ prompts: 2, raters: 2, models: 2 }, [
    { ...of, prompt: 0, rater: 0, outcome: A_WINS, votes: 3 },
    { ...of, prompt: 0, rater: 1, outcome: B_WINS, votes: 1 },
    { ...of, prompt: 1, rater: 0, outcome: BOTH_BAD, votes: 2 },
    { ...of, prompt: 1, rater: 1, outcome: CANNOT_JUDGE, votes: 5 },
  ]);
  expect(sumVotes(table)).toEqual({ votes: 6, difference: 2, squares: 4 });
  expect(sumVotesBy(table, (cell) => table.rater[cell] as number)).toEqual(
    new Map([
      [0, { votes: 5, difference: 3, squares: 3 }],
      [1, { votes: 1, difference: -1, squares: 1 }],
    ]),
  );
});

it("no votes are sums of nothing", () => {
  const table = buildCountTable({ prompts: 1, raters: 1, models: 2 }, []);
  expect(sumVotes(table)).toEqual({ votes: 0, difference: 0, squares: 0 });
});
