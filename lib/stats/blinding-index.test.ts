import { expect, test } from "vitest";
import { findBlindingIndex } from "@/lib/stats/blinding-index";
import golden from "@/lib/stats/golden/blinding-index.json";
import { createRandom } from "@/lib/stats/random";

// p = 0.4, q = 0.2: (0.6 − 0.04) / 50 = 0.0112
test("twenty right, ten wrong and twenty who do not know, by hand", () => {
  const { value, standardError, interval } = findBlindingIndex({ right: 20, wrong: 10, unknown: 20 }, 0.95);
  expect(value).toBeCloseTo(0.2, 15);
  expect(standardError).toBeCloseTo(Math.sqrt(0.0112), 15);
  expect(interval.low).toBeCloseTo(0.2 - 1.959963985 * 0.1058300524, 8);
  expect(interval.high).toBeCloseTo(0.2 + 1.959963985 * 0.1058300524, 8);
});

test.each(golden.indices)("$right, $wrong and $unknown are as the multinomial's covariance has it", (one) => {
  const { value, standardError, interval } = findBlindingIndex(one, 0.95);
  expect(value).toBeCloseTo(one.value, 12);
  expect(standardError).toBeCloseTo(one.standardError, 12);
  expect(interval.low).toBeCloseTo(one.low, 9);
  expect(interval.high).toBeCloseTo(one.high, 9);
});

test("right and wrong turned about turn the sign; who does not know draws it to nought; an end is never beyond 1", () => {
  const random = createRandom(3);
  for (let round = 0; round < 300; round++) {
    const draw = () => 1 + Math.floor(40 * random.uniform());
    const counts = { right: draw(), wrong: draw(), unknown: draw() };
    const { value, standardError, interval } = findBlindingIndex(counts, 0.95);
    const turned = findBlindingIndex({ ...counts, right: counts.wrong, wrong: counts.right }, 0.95);
    expect(turned.value).toBeCloseTo(-value, 14);
    expect(turned.standardError).toBeCloseTo(standardError, 14);
    const more = findBlindingIndex({ ...counts, unknown: counts.unknown + 10 }, 0.95).value;
    expect(Math.abs(more)).toBeLessThanOrEqual(Math.abs(value));
    expect(interval.low).toBeGreaterThanOrEqual(-1);
    expect(interval.low).toBeLessThanOrEqual(value);
    expect(interval.high).toBeLessThanOrEqual(1);
  }
});

test("over simulated answers the interval holds the truth about 95 times in 100", () => {
  const random = createRandom(11);
  let holds = 0;
  const rounds = 4_000;
  for (let round = 0; round < rounds; round++) {
    const counts = { right: 0, wrong: 0, unknown: 0 };
    for (let rater = 0; rater < 100; rater++) {
      const draw = random.uniform();
      counts[draw < 0.3 ? "right" : draw < 0.55 ? "wrong" : "unknown"] += 1;
    }
    const { interval } = findBlindingIndex(counts, 0.95);
    if (interval.low <= 0.05 && interval.high >= 0.05) holds += 1;
  }
  expect(holds / rounds).toBeGreaterThan(0.935);
  expect(holds / rounds).toBeLessThan(0.965);
});

test("nobody asked, and all of one kind, have no index; what is not a count is refused", () => {
  expect(() => findBlindingIndex({ right: 0, wrong: 0, unknown: 0 }, 0.95)).toThrow("Nobody has answered");
  expect(() => findBlindingIndex({ right: 7, wrong: 0, unknown: 0 }, 0.95)).toThrow("of one kind");
  expect(() => findBlindingIndex({ right: 1.5, wrong: 0, unknown: 2 }, 0.95)).toThrow(RangeError);
  expect(() => findBlindingIndex({ right: 1, wrong: 1, unknown: 2 }, 1)).toThrow(RangeError);
});
