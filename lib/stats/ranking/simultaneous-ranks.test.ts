import { expect, test } from "vitest";
import golden from "@/lib/stats/golden/studentized-range.json";
import { rankSimultaneously } from "@/lib/stats/ranking/simultaneous-ranks";
import type { StrengthCovariance } from "@/lib/stats/ranking/strength-covariance";
import { studentCdf, studentQuantile } from "@/lib/stats/students-t";
import { expectClose } from "@/lib/stats/testing/expect-close";

/** Of independent estimates with these variances. */
function independent(variances: readonly number[], degreesOfFreedom: number): StrengthCovariance {
  const size = variances.length;
  const matrix = new Float64Array(size * size);
  variances.forEach((variance, model) => {
    matrix[model * size + model] = variance;
  });
  return {
    matrix,
    size,
    degreesOfFreedom,
    information: new Float64Array(),
    clusterings: { parts: [], degreesOfFreedom },
  };
}

test("scipy's studentized range: the width for all differences of equal estimates, to what 10,000 draws can tell", () => {
  for (const { models, degreesOfFreedom, level, value } of golden.cases) {
    const covariance = independent(Array(models).fill(0.3), degreesOfFreedom);
    const { criticalValue } = rankSimultaneously(new Float64Array(models), covariance, level, 7);
    // five standard errors of a quantile's share, read on the scale of the value
    const share = 5 * Math.sqrt((level * (1 - level)) / 10_000);
    const perShare = studentQuantile(0.975, degreesOfFreedom) - studentQuantile(0.97, degreesOfFreedom);
    expectClose([criticalValue], [value], (share * perShare) / 0.01);
  }
});

test("ranks say only what the differences say: one clear winner, two that cannot be told apart", () => {
  const covariance = independent([0.01, 0.01, 0.01], 100);
  const { ranks } = rankSimultaneously(Float64Array.of(0.1, 2, -0.1), covariance, 0.95, 1);
  expect(ranks).toEqual([
    { low: 2, high: 3 },
    { low: 1, high: 1 },
    { low: 2, high: 3 },
  ]);
});

test("with wide errors every model may have any rank", () => {
  const { ranks } = rankSimultaneously(Float64Array.of(0.1, 0.3, -0.4), independent([9, 9, 9], 20), 0.95, 1);
  expect(ranks).toEqual(Array(3).fill({ low: 1, high: 3 }));
});

test("of two models the chance to be the best is Student's t of their difference", () => {
  const { pBest } = rankSimultaneously(Float64Array.of(0.2, -0.2), independent([0.08, 0.08], 12), 0.95, 3);
  const chance = studentCdf(0.4 / 0.4, 12);
  expectClose(pBest, [chance, 1 - chance], 5 * Math.sqrt((chance * (1 - chance)) / 10_000));
});

test("a seed gives the same ranks and chances again; another seed gives almost the same", () => {
  const covariance = independent([0.02, 0.05, 0.03, 0.02], 30);
  const strengths = Float64Array.of(0.3, 0.1, 0, -0.4);
  const [first, again, other] = [1, 1, 2].map((seed) => rankSimultaneously(strengths, covariance, 0.95, seed));
  expect(again).toEqual(first);
  expectClose(other?.pBest ?? [], first?.pBest ?? [], 0.03);
});

test("a level outside 0 to 1 is refused", () => {
  expect(() => rankSimultaneously(Float64Array.of(0, 0), independent([1, 1], 5), 95, 1)).toThrow(RangeError);
});
