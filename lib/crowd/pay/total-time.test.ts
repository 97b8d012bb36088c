import { expect, test } from "vitest";
import { measureTotalTimes, toTimeZ } from "@/lib/crowd/pay/total-time";

test("by hand: twenty sessions of e and of e³ minutes have a log mean of 2 and a deviation of √(20/19)", () => {
  const minutes = Array.from({ length: 20 }, (_, index) => Math.exp(index % 2 === 0 ? 1 : 3));
  const times = measureTotalTimes(minutes);
  expect(times?.mean).toBeCloseTo(2, 12);
  expect(times?.spread).toBeCloseTo(Math.sqrt(20 / 19), 12);
  expect(toTimeZ(Math.exp(2), times)).toBeCloseTo(0, 12);
  expect(toTimeZ(Math.exp(-2), times)).toBeCloseTo(-4 / Math.sqrt(20 / 19), 12);
});

test("of few sessions, or of sessions all alike, nobody is too fast", () => {
  expect(measureTotalTimes([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
  expect(measureTotalTimes(Array(12).fill(5))).toBeNull();
  expect(toTimeZ(1, null)).toBeNull();
  expect(toTimeZ(0, { mean: 2, spread: 1 })).toBeNull();
});
