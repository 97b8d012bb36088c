import { expect, test } from "vitest";
import { DAWID_SKENE, fitDawidSkene } from "@/lib/stats/dawid-skene";
import { NotConvergedError, NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/dawid-skene.json";
import { createRandom } from "@/lib/stats/random";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

const EACH_OWN = { leastVotes: 0, maxSweeps: 20_000, tolerance: 1e-12 };

function unitsOf(votes: number[][]) {
  return groupUnits(tableOfMatrix(votes), { ties: true });
}

test("raters who never differ are right, and the consensus is what they say", () => {
  const fit = fitDawidSkene(
    unitsOf([
      [0, 0],
      [2, 2],
      [0, 0],
      [1, 1],
    ]),
    EACH_OWN,
  );
  expectClose(fit.shares, [0.5, 0.25, 0.25], 1e-8);
  expectClose(fit.accuracy as number[], [1, 1], 1e-8);
});

test("two outcomes by hand: a rater who turns everything about is told from those who agree", () => {
  const votes = Array.from({ length: 30 }, (_, unit) => (unit % 2 === 0 ? [0, 0, 0, 2] : [2, 2, 2, 0]));
  const fit = fitDawidSkene(unitsOf(votes), EACH_OWN);
  expectClose(fit.accuracy as number[], [1, 1, 1, 0], 1e-8);
  // [consensus A][vote B] of the fourth rater
  expect(fit.confusion[9 * 3 + 2]).toBeCloseTo(1, 8);
});

test("shares, consensus and confusion are crowd-kit's", () => {
  const matrix = Array.from({ length: golden.sizes.units }, () => Array<number>(golden.sizes.raters).fill(-1));
  for (const [unit, rater, outcome] of golden.votes as [number, number, number][]) {
    (matrix[unit] as number[])[rater] = outcome;
  }
  const fit = fitDawidSkene(unitsOf(matrix), EACH_OWN);
  expectClose(fit.shares, golden.shares, 1e-6);
  expectClose(fit.consensus, golden.consensus.flat(), 1e-6);
  expectClose(fit.confusion, golden.confusion.flat(2), 1e-6);
});

test("accuracies are found again from many votes of raters who differ", () => {
  const random = createRandom(7);
  const accuracies = [0.9, 0.8, 0.7, 0.6, 0.5];
  const votes = Array.from({ length: 3_000 }, () => {
    const truth = Math.floor(random.uniform() * 3);
    return accuracies.map((accuracy) => {
      if (random.uniform() < accuracy) return truth;
      return (truth + (random.uniform() < 0.5 ? 1 : 2)) % 3;
    });
  });
  // five standard errors of a share of 3,000
  expectClose(fitDawidSkene(unitsOf(votes)).accuracy as number[], accuracies, 5 * Math.sqrt(0.25 / 3_000));
});

test("no step makes the votes less likely, and what is found is probabilities", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = createRandom(seed);
    const votes = Array.from({ length: 40 }, () => [0, 1, 2, 3].map(() => Math.floor(random.uniform() * 4) - 1));
    const units = unitsOf(votes);
    const rough = fitDawidSkene(units, { ...DAWID_SKENE, tolerance: 1e-2 });
    const fine = fitDawidSkene(units, DAWID_SKENE);
    expect(fine.logLikelihood).toBeGreaterThanOrEqual(rough.logLikelihood - 1e-9);
    for (let unit = 0; unit < units.units; unit++) {
      const total = fine.consensus.subarray(3 * unit, 3 * unit + 3).reduce((sum, of) => sum + of, 0);
      expect([0, 1].some((whole) => Math.abs(total - whole) < 1e-12)).toBe(true);
    }
  }
});

test("raters with few votes are read by one confusion matrix, and the others by their own", () => {
  const votes = Array.from({ length: 20 }, (_, unit) => [0, 0, unit === 0 ? 2 : -1, unit === 1 ? 0 : -1]);
  const fit = fitDawidSkene(unitsOf(votes), { ...DAWID_SKENE, leastVotes: 5 });
  expectClose(fit.confusion.subarray(18, 27), fit.confusion.subarray(27, 36));
  expect(fit.confusion[0]).not.toBeCloseTo(fit.confusion[18] as number, 2);
  expect(fit.accuracy).toHaveLength(4);
});

test("a rater who shared no unit has no accuracy", () => {
  const fit = fitDawidSkene(
    unitsOf([
      [0, 0, -1],
      [2, 2, -1],
      [-1, -1, 1],
    ]),
    EACH_OWN,
  );
  expect(fit.accuracy[2]).toBeNull();
});

test("without a shared unit, with too few sweeps or with options out of range, it is said", () => {
  expect(() =>
    fitDawidSkene(
      unitsOf([
        [0, -1],
        [-1, 2],
      ]),
    ),
  ).toThrow(NotIdentifiableError);
  const hard = unitsOf([
    [0, 1, 2],
    [0, 0, 2],
    [1, 1, 0],
    [2, 0, 2],
  ]);
  expect(() => fitDawidSkene(hard, { ...EACH_OWN, maxSweeps: 1, tolerance: 1e-15 })).toThrow(NotConvergedError);
  expect(() => fitDawidSkene(hard, { ...EACH_OWN, tolerance: 0 })).toThrow(RangeError);
});
