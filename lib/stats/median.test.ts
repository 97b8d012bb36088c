import { expect, test } from "vitest";
import { median } from "@/lib/stats/median";

test("the middle, or between the two in the middle; the values stay as they are", () => {
  const values = [10, 9, 100, 1];
  expect(median(values)).toBe(9.5);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([7])).toBe(7);
  expect(values).toEqual([10, 9, 100, 1]);
  expect(() => median([])).toThrow(RangeError);
});
