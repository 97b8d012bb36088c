import { expect, test } from "vitest";
import { testEquivalence } from "@/lib/stats/equivalence";
import golden from "@/lib/stats/golden/p-values.json";
import { toEstimate } from "@/lib/stats/students-t";

test(`two one-sided tests agree with statsmodels ${golden.packages.statsmodels}`, () => {
  for (const { margin, p, ...spread } of golden.tost) expect(testEquivalence(spread, margin)).toBeCloseTo(p, 10);
});

test("at the margin the p-value is one half, whichever side", () => {
  const spread = { standardError: 0.3, degreesOfFreedom: 7 };
  expect(testEquivalence({ ...spread, value: 0.1 }, 0.1)).toBeCloseTo(0.5, 12);
  expect(testEquivalence({ ...spread, value: -0.1 }, 0.1)).toBeCloseTo(0.5, 12);
});

test("below 0.05 and a 90% interval within the margin are the same", () => {
  for (let step = 1; step < 100; step++) {
    const spread = { value: 0.03 - 0.0006 * step, standardError: 0.001 * step, degreesOfFreedom: 12 };
    const { low, high } = toEstimate(spread, 0.9).interval;
    expect(testEquivalence(spread, 0.06) < 0.05).toBe(low > -0.06 && high < 0.06);
  }
});

test("a margin of nothing is refused", () => {
  const spread = { value: 0, standardError: 1, degreesOfFreedom: 5 };
  expect(() => testEquivalence(spread, 0)).toThrow(RangeError);
  expect(() => testEquivalence({ ...spread, standardError: 0 }, 0.1)).toThrow(RangeError);
});
