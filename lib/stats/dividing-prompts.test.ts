import { expect, test } from "vitest";
import { listDividingUnits } from "@/lib/stats/dividing-prompts";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";

test("the most divided stand first, of equal ones that with more votes, and too few votes are left out", () => {
  const votes = [
    [0, 0, 0, 2],
    [0, 1, 2, -1],
    [2, 2, 2, 2],
    [0, 2, -1, -1],
    [0, 1, -1, -1],
  ];
  const units = listDividingUnits(tableOfMatrix(votes), 2);
  expect(units.map(({ prompt }) => prompt)).toEqual([1, 3, 4, 0, 2]);
  // of six pairs, three differ
  expect(units[3]?.disagreement).toBeCloseTo(3 / 6, 14);
  expect(listDividingUnits(tableOfMatrix(votes), 3).map(({ prompt }) => prompt)).toEqual([1, 0, 2]);
  expect(() => listDividingUnits(tableOfMatrix(votes), 1)).toThrow(RangeError);
});

test("however few votes, disagreement is right on average", () => {
  const random = createRandom(3);
  const votes = Array.from({ length: 5_000 }, () => [0, 1, 2].map(() => (random.uniform() < 0.8 ? 0 : 2)));
  const units = listDividingUnits(tableOfMatrix(votes), 3);
  const mean = units.reduce((sum, { disagreement }) => sum + disagreement, 0) / units.length;
  // five standard errors
  expect(Math.abs(mean - 2 * 0.8 * 0.2)).toBeLessThan((5 * 0.34) / Math.sqrt(5_000));
});
