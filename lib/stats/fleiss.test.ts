import { expect, test } from "vitest";
import { sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { toFleissKappa, toMeanEqualShare } from "@/lib/stats/fleiss";
import golden from "@/lib/stats/golden/agreement.json";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

function sumsOf(votes: number[][]) {
  return sumAgreement(toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true })));
}

test("kappa by hand: units weigh the same, and a unit with one vote counts for chance alone", () => {
  const votes = [[0, 0, 0], [0, 2], [2]];
  // observed (1 + 0) / 2; mean shares (1 + 0.5 + 0) / 3 = 0.5 and 0.5
  expect(toFleissKappa(sumsOf(votes))).toBeCloseTo((0.5 - 0.5) / (1 - 0.5), 14);
  const more = [...votes, [0, 0]];
  // observed 2 / 3; shares 0.625 and 0.375
  const chance = 0.625 ** 2 + 0.375 ** 2;
  expect(toFleissKappa(sumsOf(more))).toBeCloseTo((2 / 3 - chance) / (1 - chance), 14);
});

test.each(golden.studies)("kappa is irrCAC's, and statsmodels' where all raters judged all", (study) => {
  const kappa = toFleissKappa(sumsOf(study.votes));
  expect(Math.abs(kappa - study.irrCAC.fleiss)).toBeLessThan(1e-12);
  expect(Math.abs(toMeanEqualShare(sumsOf(study.votes)) - study.irrCAC.meanEqualShare)).toBeLessThan(1e-12);
  if (study.statsmodels) expect(Math.abs(kappa - study.statsmodels.fleiss)).toBeLessThan(1e-12);
});

test("without a pair of votes, or where all say the same, there is no kappa", () => {
  expect(() => toFleissKappa(sumsOf([[0], [2]]))).toThrow(NotIdentifiableError);
  expect(() => toFleissKappa(sumsOf([[1, 1], [1]]))).toThrow("All votes say the same");
});
