import { expect, it } from "vitest";
import { findUnusual } from "@/components/results/quality/find-unusual";
import { rater } from "@/components/results/quality/testing/quality-fixture";

const usual = Array.from({ length: 20 }, (_, index) =>
  rater(`usual ${index}`, { agreement: 0.5 + 0.01 * index, tieRate: 0.2 + 0.005 * index }),
);
const wordsOf = (change: Parameters<typeof rater>[1]) =>
  findUnusual([...usual, rater("odd", change)])
    .get("odd")
    ?.map(({ words }) => words);

it("nobody stands out among raters who are alike", () => {
  expect(findUnusual(usual).size).toBe(0);
});

it("a rater of one side is told with the share and the test, and the test allows for all raters", () => {
  expect(wordsOf({ firstRate: 0.92, firstP: 0.000001 })).toEqual([
    "Chooses the first in 92% of votes for a side (p <0.001)",
  ]);
  expect(wordsOf({ firstRate: 0.2, firstP: 0.001 })).toEqual([
    "Chooses the second in 80% of votes for a side (p 0.001)",
  ]);
  // of 21 raters one has such a p in two studies of five
  expect(wordsOf({ firstRate: 0.65, firstP: 0.02 })).toBeUndefined();
});

it("rates are compared with the median rater", () => {
  expect(wordsOf({ tieRate: 0.98 })).toEqual(["Says equally good in 98% of votes, the median rater in 25%"]);
  expect(wordsOf({ agreement: 0.2 })).toEqual(["Agrees with 20% of the others’ votes, the median rater with 59%"]);
  // to agree more than others is no fault
  expect(wordsOf({ agreement: 1 })).toBeUndefined();
});

it("a rater who takes less than a quarter of the median time is told", () => {
  expect(wordsOf({ medianDecisionMs: 5_000 })).toEqual(["Takes 5 s a vote, the median rater 31 s"]);
  expect(wordsOf({ medianDecisionMs: 9_000 })).toBeUndefined();
});

it("who has few votes, is excluded or is a model is not told apart", () => {
  const odd = { tieRate: 1, agreement: 0, firstP: 0, medianDecisionMs: 100 };
  expect(wordsOf({ ...odd, votes: 9 })).toBeUndefined();
  expect(wordsOf({ ...odd, isExcluded: true })).toBeUndefined();
  expect(wordsOf({ ...odd, kind: "model" })).toBeUndefined();
});

it("of four raters nobody can be told from the others", () => {
  expect(findUnusual([...usual.slice(0, 3), rater("odd", { tieRate: 1, agreement: 0 })]).size).toBe(0);
});
