import { expect, test } from "vitest";
import { sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/agreement.json";
import { toGwetAc1 } from "@/lib/stats/gwet";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

function ac1Of(votes: number[][], outcomes: 2 | 3): number {
  return toGwetAc1(
    sumAgreement(toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: outcomes === 3 }))),
    outcomes,
  );
}

test("AC1 by hand: nearly all say the same, and agreement stays high", () => {
  const votes = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 2],
  ];
  const chance = 2 * 0.875 * 0.125;
  expect(ac1Of(votes, 2)).toBeCloseTo((0.75 - chance) / (1 - chance), 14);
  expect(ac1Of(votes, 3)).toBeCloseTo((0.75 - chance / 2) / (1 - chance / 2), 14);
});

test.each(golden.studies)("AC1 is irrCAC's", (study) => {
  expect(Math.abs(ac1Of(study.votes, study.ties ? 3 : 2) - study.irrCAC.gwet)).toBeLessThan(1e-12);
});

test("AC1 is 1 where all say the same, and is not without a pair of votes", () => {
  expect(ac1Of([[0, 0], [0]], 3)).toBe(1);
  expect(() => ac1Of([[0], [2]], 3)).toThrow(NotIdentifiableError);
});
