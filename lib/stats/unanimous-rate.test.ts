import { expect, test } from "vitest";
import { AGGREGATIONS, ESTIMANDS } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { testValue } from "@/lib/stats/students-t";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";
import { findUnanimousScore } from "@/lib/stats/unanimous-rate";

/** Each rater votes alike on two prompts of the rater's own. */
function allAlike(raters: number, outcome: number) {
  const rows = Array.from({ length: 2 * raters }, (_, prompt) => [prompt, 0, prompt >> 1, outcome] as const);
  return gatherPairVotes(toPairTable(rows), 0);
}

test("twenty raters who all agree rule out what one rater in six would do", () => {
  const options = { estimand: "prompts_like_these", aggregation: "votes", level: 0.95 } as const;
  const share = estimateRate(allAlike(20, 0), "better", options);
  // 0.025^(1/20)
  expect(share.value).toBe(1);
  expect(share.interval).toEqual({ low: expect.closeTo(0.83157, 5), high: 1, level: 0.95 });
  const difference = estimateRate(allAlike(20, 2), "difference", options);
  expect(difference.interval).toEqual({ low: -1, high: expect.closeTo(-0.66313, 5), level: 0.95 });
  // nobody tied, or all of them: what might have been reaches to both sides
  expect(estimateRate(allAlike(20, 0), "tied", options).interval.high).toBeCloseTo(0.16843, 5);
  const ties = estimateRate(allAlike(20, 1), "half", options);
  expect(ties.interval).toEqual({ low: expect.closeTo(0.41578, 5), high: expect.closeTo(0.58422, 5), level: 0.95 });
});

test("the standard error gives the same interval by Student's t, and a p-value near the sign test's", () => {
  for (const raters of [5, 10, 30]) {
    const difference = estimateRate(allAlike(raters, 0), "difference", {
      ...{ estimand: "these_prompts", aggregation: "votes", level: 0.95 },
    });
    expect(testValue(difference, difference.interval.low)).toBeCloseTo(0.05, 9);
    const ratio = testValue(difference, 0) / (2 * 0.5 ** raters);
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(4);
  }
});

test("every choice of options has the interval, and it holds less the higher the level", () => {
  for (const estimand of ESTIMANDS) {
    for (const aggregation of AGGREGATIONS) {
      const of = (level: number) => estimateRate(allAlike(12, 0), "better", { estimand, aggregation, level }).interval;
      expect(of(0.99).low).toBeLessThan(of(0.95).low);
      expect(of(0.95).low).toBeLessThan(of(0.5).low);
    }
  }
});

test("majorities can be alike where votes are not", () => {
  const rows = [0, 1, 2].flatMap((prompt) =>
    [0, 1, 2].map((rater) => [prompt, 0, rater, rater === prompt ? 2 : 0] as const),
  );
  const votes = gatherPairVotes(toPairTable(rows), 0);
  expect(findUnanimousScore(votes, "better", "vote")).toBeNull();
  expect(findUnanimousScore(votes, "better", "comparison")).toBe(1);
  expect(findUnanimousScore(allAlike(3, 1), "dropped", "vote")).toBeNull();
});
