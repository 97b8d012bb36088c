import { expect, it } from "vitest";
import { toRoundTicks } from "@/components/results/round-ticks";

it("ticks are round, begin at nought and hold the highest figure", () => {
  expect(toRoundTicks(372, true)).toEqual([0, 100, 200, 300, 400]);
  expect(toRoundTicks(1172, true)).toEqual([0, 500, 1000, 1500]);
  expect(toRoundTicks(4, true)).toEqual([0, 1, 2, 3, 4]);
  expect(toRoundTicks(10, true)).toEqual([0, 5, 10]);
  expect(toRoundTicks(10, false)).toEqual([0, 2.5, 5, 7.5, 10]);
  expect(toRoundTicks(0.07, false)).toHaveLength(5);
});

it("there are three to five over any size", () => {
  for (let highest = 0.001; highest < 1e7; highest *= 1.37) {
    const ticks = toRoundTicks(highest, false);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(5);
  }
});
