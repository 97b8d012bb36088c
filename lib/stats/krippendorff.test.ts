import { describe, expect, test } from "vitest";
import { sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/agreement.json";
import { type AlphaMetric, toKrippendorffAlpha } from "@/lib/stats/krippendorff";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

function alphaOf(votes: number[][], metric: AlphaMetric): number {
  return toKrippendorffAlpha(sumAgreement(toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true }))), metric);
}

test("alpha by hand: one of two pairs agrees, and 8 of 12 ordered pairs would differ by chance", () => {
  const votes = [
    [0, 0],
    [0, 2],
  ];
  // observed: 2 of 4 coincidences differ; expected: 2 · 3 · 1 / (4 · 3)
  expect(alphaOf(votes, "nominal")).toBeCloseTo(1 - 0.5 / 0.5, 14);
});

test("ordinal alpha by hand: A against B counts more than A against a tie", () => {
  const near = [
    [0, 1],
    [1, 1],
    [2, 2],
  ];
  // votes 1, 3, 2: squared distances 2², 4.5² and 2.5²; 2 of 6 ordered coincidences differ, all A against tie
  const expected = (2 * (3 * 4 + 2 * 4.5 ** 2 + 6 * 2.5 ** 2)) / (6 * 5);
  expect(alphaOf(near, "ordinal")).toBeCloseTo(1 - ((2 / 6) * 4) / expected, 14);
});

describe.each(golden.studies.map((study, place) => ({ place, ...study })))("study $place", (study) => {
  test("alpha is that of the packages krippendorff and irrCAC", () => {
    expect(Math.abs(alphaOf(study.votes, "nominal") - study.krippendorff.nominal)).toBeLessThan(1e-12);
    expect(Math.abs(alphaOf(study.votes, "ordinal") - study.krippendorff.ordinal)).toBeLessThan(1e-12);
    expect(Math.abs(alphaOf(study.votes, "nominal") - study.irrCAC.krippendorff)).toBeLessThan(1e-12);
  });
});

test("alpha does not change when models change their names, and is 1 only without disagreement", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    const votes = Array.from({ length: 12 }, () => [0, 1, 2, 3].map(() => Math.floor(random.uniform() * 4) - 1));
    const turned = votes.map((row) => row.map((said) => (said < 0 ? said : 2 - said)));
    for (const metric of ["nominal", "ordinal"] as const) {
      expect(alphaOf(turned, metric)).toBeCloseTo(alphaOf(votes, metric), 12);
      expect(alphaOf(votes, metric)).toBeLessThan(1);
    }
  }
});

test("without a pair of votes, or where all say the same, there is no alpha", () => {
  expect(() => alphaOf([[0], [2]], "nominal")).toThrow(NotIdentifiableError);
  expect(() => alphaOf([[0, 0]], "ordinal")).toThrow("All votes say the same");
});
