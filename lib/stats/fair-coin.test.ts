import { expect, test } from "vitest";
import { testFairCoin } from "@/lib/stats/fair-coin";
import golden from "@/lib/stats/golden/side-bias.json";

test("nine of ten by hand", () => {
  expect(testFairCoin(9, 10)).toBeCloseTo((2 * (10 + 1)) / 1024, 15);
});

test.each(golden.binomtest)("$heads of $tosses is scipy's", ({ heads, tosses, p }) => {
  expect(Math.abs(testFairCoin(heads, tosses) / p - 1)).toBeLessThan(1e-9);
});

test("heads and tails are alike, farther from one half is rarer, and 5% is never said too often", () => {
  for (let tosses = 0; tosses <= 60; tosses++) {
    let alarms = 0;
    let chance = 0.5 ** tosses;
    for (let heads = 0; heads <= tosses; heads++) {
      const p = testFairCoin(heads, tosses);
      expect(p).toBeCloseTo(testFairCoin(tosses - heads, tosses), 14);
      expect(p).toBeLessThanOrEqual(1);
      if (heads > tosses / 2) expect(p).toBeLessThan(testFairCoin(heads - 1, tosses) + 1e-14);
      if (p <= 0.05) alarms += chance;
      chance *= (tosses - heads) / (heads + 1);
    }
    expect(alarms).toBeLessThanOrEqual(0.05);
  }
});

test("a million tosses are no trouble, and what is not a count is refused", () => {
  // half a million and one thousand: 2 standard deviations
  expect(testFairCoin(501_000, 1_000_000)).toBeCloseTo(0.0456, 4);
  expect(testFairCoin(0, 1_000_000)).toBe(0);
  expect(() => testFairCoin(3, 2)).toThrow(RangeError);
  expect(() => testFairCoin(0.5, 2)).toThrow(RangeError);
});
