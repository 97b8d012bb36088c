import { expect, test } from "vitest";
import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  buildCountTable,
  CANNOT_JUDGE,
  type Cell,
  ORDER_UNKNOWN,
  TIE,
} from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import golden from "@/lib/stats/golden/side-bias.json";
import { describeSideBias, estimateAdjustedDifference, estimateFirstRate } from "@/lib/stats/side-bias";
import { tableOfGolden } from "@/lib/stats/testing/golden-votes";
import { simulateSideBias } from "@/lib/stats/testing/simulate-side-bias";
import { DESIGNS, type Design } from "@/lib/stats/testing/simulate-votes";

const VOTE = { prompt: 0, turn: 0, rater: 0, modelA: 0, modelB: 1, firstShown: A_FIRST, outcome: A_WINS, votes: 1 };

function tableOf(cells: Partial<Cell>[]) {
  return buildCountTable(
    { prompts: 9, raters: 9, models: 3 },
    cells.map((cell) => ({ ...VOTE, ...cell })),
  );
}

test("the first rate by hand: ties, cannot judge and unknown orders are outside", () => {
  const table = tableOf([
    {},
    { rater: 1, outcome: B_WINS, firstShown: B_FIRST },
    { prompt: 1, firstShown: B_FIRST },
    { prompt: 1, rater: 1, votes: 2 },
    { prompt: 2, outcome: TIE },
    { prompt: 2, outcome: CANNOT_JUDGE },
    { prompt: 2, firstShown: ORDER_UNKNOWN },
  ]);
  const bias = describeSideBias(table, 0, 0.95);
  expect(bias.votes).toBe(5);
  expect((bias.firstRate as Estimate).value).toBeCloseTo(4 / 5, 14);
});

test("the difference by hand: both orders weigh the same, however often each was shown", () => {
  const table = tableOf([
    { votes: 3 },
    { rater: 1, outcome: B_WINS },
    { prompt: 1, rater: 1, firstShown: B_FIRST, outcome: TIE },
    { prompt: 1, firstShown: B_FIRST, outcome: B_WINS },
  ]);
  // A first: (3 − 1) / 4; B first: (0 − 1) / 2
  expect(estimateAdjustedDifference(table, 0, 0.95).value).toBeCloseTo((0.5 - 0.5) / 2, 14);
  expect(estimateAdjustedDifference(table, 1, 0.95).value).toBeCloseTo(0, 14);
});

test("means and two-way clustered standard errors are statsmodels'", () => {
  const rate = estimateFirstRate(tableOfGolden({ sizes: golden.sizes, votes: golden.firstRate.votes }), 0.95);
  expect(Math.abs(rate.value - golden.firstRate.value)).toBeLessThan(1e-12);
  expect(Math.abs(rate.standardError - golden.firstRate.standardError)).toBeLessThan(1e-12);
  const votes = tableOfGolden({ sizes: golden.sizes, votes: golden.adjustedDifference.votes });
  const difference = estimateAdjustedDifference(votes, 0, 0.95);
  expect(Math.abs(difference.value - golden.adjustedDifference.value)).toBeLessThan(1e-12);
  expect(Math.abs(difference.standardError - golden.adjustedDifference.standardError)).toBeLessThan(1e-12);
});

test("seen from the other model, the difference is turned about, and the first rate is the same", () => {
  const sides = { mean: 0.2, spread: 0.1, firstShare: 0.6 };
  for (let seed = 1; seed <= 5; seed++) {
    const table = simulateSideBias({ ...(DESIGNS[0] as Design), prompts: 30, raters: 12 }, sides, seed);
    const [one, other] = [describeSideBias(table, 0, 0.95), describeSideBias(table, 1, 0.95)];
    const [ofOne, ofOther] = [one.adjustedDifference as Estimate, other.adjustedDifference as Estimate];
    expect(ofOther.value).toBeCloseTo(-ofOne.value, 12);
    expect(ofOther.standardError).toBeCloseTo(ofOne.standardError, 12);
    expect(other.firstRate).toEqual(one.firstRate);
  }
});

test("what the votes cannot say is said in its place", () => {
  const several = describeSideBias(tableOf([{}, { modelB: 2 }]), null, 0.95);
  expect(several.adjustedDifference).toBeInstanceOf(NotIdentifiableError);
  const unknown = describeSideBias(tableOf([{ firstShown: ORDER_UNKNOWN }]), 0, 0.95);
  expect(unknown.votes).toBe(0);
  expect(unknown.p).toBeInstanceOf(NotIdentifiableError);
  expect(unknown.adjustedDifference).toBeInstanceOf(NotIdentifiableError);
  const oneRater = describeSideBias(tableOf([{}, { prompt: 1, firstShown: B_FIRST }]), 0, 0.95);
  expect((oneRater.firstRate as NotIdentifiableError).message).toContain("one rater");
  expect(() => describeSideBias(tableOf([{}]), 2, 0.95)).toThrow(RangeError);
});
