import { expect, it } from "vitest";
import { toPlace, toScoreAxis } from "@/components/results/leaderboard/score-axis";

it("an axis holds all that is drawn, marked by round numbers", () => {
  const axis = toScoreAxis([702, 749, 1177, 1221]);
  expect(axis.ticks).toEqual([700, 800, 900, 1000, 1100, 1200]);
  expect(toPlace(axis, 702)).toBeGreaterThan(0);
  expect(toPlace(axis, 1221)).toBeLessThan(1);
});

it("one model, and scores far apart, have an axis too", () => {
  expect(toScoreAxis([1000]).ticks).toContain(1000);
  expect(toScoreAxis([-60_000, 60_000]).ticks.length).toBeLessThan(9);
  expect(() => toScoreAxis([])).toThrow(RangeError);
});
