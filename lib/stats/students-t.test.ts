import { expect, test } from "vitest";
import golden from "@/lib/stats/golden/p-values.json";
import { studentCdf, studentQuantile, testValue, toCriticalT, toEstimate } from "@/lib/stats/students-t";

test(`Student's t agrees with scipy ${golden.packages.scipy}`, () => {
  for (const { t, degreesOfFreedom, cdf, twoSidedP, critical95 } of golden.students) {
    expect(studentCdf(t, degreesOfFreedom)).toBeCloseTo(cdf, 10);
    const spread = { value: 3 + 2 * t, standardError: 2, degreesOfFreedom };
    expect(testValue(spread, 3) / twoSidedP).toBeCloseTo(1, 8);
    expect(toCriticalT(0.95, degreesOfFreedom)).toBeCloseTo(critical95, 8);
  }
});

test("with infinitely many degrees of freedom it is the normal distribution", () => {
  expect(studentCdf(-1.959963985, Number.POSITIVE_INFINITY)).toBeCloseTo(0.025, 9);
  expect(studentQuantile(0.975, Number.POSITIVE_INFINITY)).toBeCloseTo(1.959963985, 8);
  expect(studentQuantile(0.975, 1e9)).toBeCloseTo(1.959963985, 6);
});

test("with one degree of freedom it is Cauchy's, which can be computed by hand", () => {
  expect(studentCdf(1, 1)).toBeCloseTo(0.75, 12);
  const { interval } = toEstimate({ value: 1, standardError: 0.5, degreesOfFreedom: 1 }, 0.5);
  expect(interval).toEqual({ low: expect.closeTo(0.5, 9), high: expect.closeTo(1.5, 9), level: 0.5 });
});

test("what cannot be is cut off the interval", () => {
  const { interval } = toEstimate({ value: 0.95, standardError: 0.1, degreesOfFreedom: 20 }, 0.95, [0, 1]);
  expect(interval.high).toBe(1);
  expect(interval.low).toBeCloseTo(0.7414, 4);
});

test("a value lies in the interval exactly where its p-value is above 1 less the level", () => {
  for (let step = 1; step < 60; step++) {
    const spread = { value: 0.2, standardError: 0.01 * step, degreesOfFreedom: step };
    const { interval } = toEstimate(spread, 0.9);
    expect(testValue(spread, 0) > 0.1).toBe(interval.low < 0 && interval.high > 0);
    expect(testValue(spread, interval.low)).toBeCloseTo(0.1, 8);
  }
});

test("what is no spread, share or number of degrees of freedom is refused", () => {
  const spread = { value: 0, standardError: 1, degreesOfFreedom: 5 };
  expect(() => toEstimate({ ...spread, standardError: 0 }, 0.95)).toThrow(RangeError);
  expect(() => testValue({ ...spread, standardError: Number.NaN }, 0)).toThrow(RangeError);
  expect(() => toEstimate(spread, 1)).toThrow(RangeError);
  expect(() => studentCdf(Number.NaN, 5)).toThrow(RangeError);
  expect(() => studentCdf(0, 0)).toThrow(RangeError);
});
