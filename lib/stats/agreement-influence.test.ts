import { expect, test } from "vitest";
import { findAgreementSpreads } from "@/lib/stats/agreement-influence";
import { toRawAgreement } from "@/lib/stats/agreement-raw";
import type { AgreementSums } from "@/lib/stats/agreement-sums";
import { sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

const RAW = (sums: AgreementSums, into: Float64Array) => {
  into[0] = toRawAgreement(sums);
};

function spreadOf(votes: number[][]) {
  const [spread] = findAgreementSpreads(toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true })), RAW, 1);
  return spread as NonNullable<typeof spread>;
}

test("by hand: each pair of raters on a prompt of its own is a mean of independent pairs", () => {
  // three of four pairs agree, each prompt and each rater with one pair: the raters' variance is all noise
  const votes = [
    [0, 0, -1, -1, -1, -1, -1, -1],
    [-1, -1, 2, 2, -1, -1, -1, -1],
    [-1, -1, -1, -1, 0, 2, -1, -1],
    [-1, -1, -1, -1, -1, -1, 1, 1],
  ];
  const { variance, degreesOfFreedom } = spreadOf(votes);
  const prompts = (0.75 * 0.25) / 3;
  // what CR2 adds to eight raters' variance is left over: 8 · (1/4)² · mean square · (1 / (1 − 1/8) − 1)
  const left = 2 * 0.25 * 0.1875 * (8 / 7 - 1);
  expect(variance).toBeCloseTo(prompts + left, 9);
  expect(degreesOfFreedom).toBeCloseTo(3, 9);
});

test("raters who differ in how they vote widen what prompts alone would give", () => {
  const random = createRandom(1);
  const leaning = [0.95, 0.95, 0.05, 0.95, 0.05, 0.95];
  const votes = Array.from({ length: 60 }, () => leaning.map((share) => (random.uniform() < share ? 0 : 2)));
  const leaningSpread = spreadOf(votes);
  const mixed = spreadOf(Array.from({ length: 60 }, () => leaning.map(() => (random.uniform() < 0.65 ? 0 : 2))));
  expect(leaningSpread.raterShare).toBeGreaterThan(0.9);
  expect(leaningSpread.variance).toBeGreaterThan(5 * mixed.variance);
});

test("it is what a study drawn again and again would vary by", () => {
  const told: number[] = [];
  const values: number[] = [];
  const value = new Float64Array(1);
  for (let seed = 1; seed <= 150; seed++) {
    const random = createRandom(seed);
    const raters = Array.from({ length: 12 }, () => 1 / (1 + Math.exp(-1.5 - 0.7 * random.normal())));
    const votes = Array.from({ length: 20 }, () => raters.map((share) => (random.uniform() < share ? 0 : 2)));
    const terms = toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true }));
    told.push(...findAgreementSpreads(terms, RAW, 1).map(({ variance }) => variance));
    RAW(sumAgreement(terms), value);
    values.push(value[0] as number);
  }
  const mean = values.reduce((sum, of) => sum + of, 0) / values.length;
  const observed = values.reduce((sum, of) => sum + (of - mean) ** 2, 0) / (values.length - 1);
  const ratio = told.reduce((sum, of) => sum + of, 0) / told.length / observed;
  // five standard errors of a variance from 150 values are 0.58; what two raters share is counted twice, which widens
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.8);
});

test("one prompt, or one rater, cannot tell of others", () => {
  expect(() => spreadOf([[0, 2, 0]])).toThrow(NotIdentifiableError);
});
