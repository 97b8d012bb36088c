import { expect, test } from "vitest";
import golden from "@/lib/stats/golden/p-values.json";
import { adjustByHolm } from "@/lib/stats/holm";
import { createRandom } from "@/lib/stats/random";

test("the smallest is multiplied by the number of tests, the next by one less", () => {
  expect(adjustByHolm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  expect(adjustByHolm([])).toEqual([]);
});

test(`Holm's adjustment agrees with statsmodels ${golden.packages.statsmodels}`, () => {
  for (const { ps, adjusted } of golden.holm) {
    adjustByHolm(ps).forEach((p, place) => {
      expect(p).toBeCloseTo(adjusted[place] as number, 12);
    });
  }
});

test("no p-value gets smaller, goes above 1 or passes another, and no more are found than by themselves", () => {
  const random = createRandom(5);
  for (let round = 0; round < 100; round++) {
    const ps = Array.from({ length: 1 + Math.floor(random.uniform() * 9) }, () => random.uniform() ** 4);
    const adjusted = adjustByHolm(ps);
    ps.forEach((p, one) => {
      expect(adjusted[one]).toBeGreaterThanOrEqual(p);
      expect(adjusted[one]).toBeLessThanOrEqual(Math.min(1, p * ps.length));
      ps.forEach((q, other) => {
        if (p < q) expect(adjusted[one]).toBeLessThanOrEqual(adjusted[other] as number);
      });
    });
  }
});

test("what is no p-value is refused", () => {
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => adjustByHolm([0.5, p])).toThrow(RangeError);
});
