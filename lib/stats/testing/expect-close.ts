import { expect } from "vitest";

/** Each number as wanted, to within a tolerance in its own units. */
export function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-9): void {
  expect(found.length).toBe(wanted.length);
  const off = Array.from(wanted, (number, place) => Math.abs((found[place] as number) - number));
  // so that NaN fails too
  expect(off.filter((distance) => !(distance < tolerance))).toEqual([]);
}
