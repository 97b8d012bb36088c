import { expect, test } from "vitest";
import { AGREEMENT_MEASURES, describeAgreement } from "@/lib/stats/agreement";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { DESIGNS, type Design, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";

const OPTIONS = { level: 0.95, rounds: 400, seed: 1 };
const SMALL: Design = { ...(DESIGNS[0] as Design), prompts: 40, votesPerPrompt: 4, raters: 12 };

function estimatesOf(seed: number, options = OPTIONS): Estimate[] {
  const rows = describeAgreement(simulateVotes(SMALL, seed).table, options);
  return rows.flatMap(({ withTies, withoutTies }) => [withTies as Estimate, withoutTies as Estimate]);
}

test("each measure stands once, and without ties the two alphas are one", () => {
  const rows = describeAgreement(simulateVotes(SMALL, 1).table, OPTIONS);
  expect(rows.map(({ measure }) => measure)).toEqual(AGREEMENT_MEASURES);
  const [, nominal, ordinal] = rows.map(({ withoutTies }) => withoutTies as Estimate);
  expect(ordinal?.value).toBeCloseTo(nominal?.value as number, 12);
  expect(ordinal?.standardError).toBeCloseTo(nominal?.standardError as number, 8);
});

test("the value lies within its interval, no interval passes what is possible, and a higher level is wider", () => {
  for (let seed = 1; seed <= 8; seed++) {
    const wide = estimatesOf(seed, { ...OPTIONS, level: 0.99 });
    for (const [place, { value, interval }] of estimatesOf(seed).entries()) {
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
      expect(interval.high).toBeLessThanOrEqual(1);
      expect(wide[place]?.interval.low).toBeLessThanOrEqual(interval.low);
      expect(wide[place]?.interval.high).toBeGreaterThanOrEqual(interval.high);
    }
  }
});

test("a seed decides everything, and another changes the ends of intervals and nothing else", () => {
  const [one, again, other] = [estimatesOf(3), estimatesOf(3), estimatesOf(3, { ...OPTIONS, seed: 2 })];
  expect(again).toEqual(one);
  for (const [place, estimate] of one.entries()) {
    expect(other[place]?.value).toBe(estimate.value);
    expect(other[place]?.standardError).toBe(estimate.standardError);
    expect(other[place]?.interval).not.toEqual(estimate.interval);
    const width = estimate.interval.high - estimate.interval.low;
    expect(Math.abs((other[place]?.interval.low as number) - estimate.interval.low)).toBeLessThan(width / 5);
  }
});

test("what the votes cannot say is said in its place", () => {
  const messages = (votes: number[][]) =>
    describeAgreement(tableOfMatrix(votes), OPTIONS).map(({ withTies }) => (withTies as NotIdentifiableError).message);
  expect(
    new Set(
      messages([
        [0, -1],
        [-1, 2],
      ]),
    ),
  ).toEqual(new Set(["No comparison has two votes.", "No comparison was judged by two raters."]));
  expect(
    new Set(
      messages([
        [0, 0],
        [2, 2],
      ]),
    ),
  ).toEqual(new Set(["Raters never differed where they shared a comparison: how sure that is cannot be estimated."]));
  expect(messages([[0, 2, 0]])[0]).toContain("one prompt");
  expect(
    messages([
      [0, 0],
      [0, 0],
    ])[1],
  ).toContain("All votes say the same");
});

test("a study of ties alone has no figures without them", () => {
  const [raw] = describeAgreement(
    tableOfMatrix([
      [1, 1],
      [1, 1],
    ]),
    OPTIONS,
  );
  expect(raw?.withoutTies).toBeInstanceOf(NotIdentifiableError);
});

test("options out of range are refused", () => {
  expect(() => describeAgreement(tableOfMatrix([[0, 0]]), { ...OPTIONS, level: 1 })).toThrow(RangeError);
  expect(() => describeAgreement(tableOfMatrix([[0, 0]]), { ...OPTIONS, rounds: 20 })).toThrow(RangeError);
});
