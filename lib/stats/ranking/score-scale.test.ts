import { expect, test } from "vitest";
import { toScore, toScoreEstimate } from "@/lib/stats/ranking/score-scale";
import { expectClose } from "@/lib/stats/testing/expect-close";

test("ten to one are 400 points, and the middle is 1,000", () => {
  expectClose([toScore(Math.log(10)), toScore(0), toScore(-Math.log(10) / 2)], [1400, 1000, 800]);
});

test("an interval is taken over with its level and degrees of freedom", () => {
  const interval = { low: 0, high: Math.log(10), level: 0.9 };
  const score = toScoreEstimate({ value: 1, standardError: Math.LN10 / 4, degreesOfFreedom: 12, interval });
  expectClose([score.interval.low, score.interval.high, score.standardError], [1000, 1400, 100]);
  expect(score).toMatchObject({ degreesOfFreedom: 12, interval: { level: 0.9 } });
});
