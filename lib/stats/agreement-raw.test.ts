import { expect, test } from "vitest";
import { toRawAgreement } from "@/lib/stats/agreement-raw";
import { sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/agreement.json";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

function rawOf(votes: number[][]): number {
  return toRawAgreement(sumAgreement(toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true }))));
}

test("raw agreement by hand: a unit with three votes has three pairs", () => {
  expect(rawOf([[0, 0, 2], [1, 1], [2]])).toBeCloseTo(2 / 4, 14);
});

test("where all raters judged all units, it is irrCAC's observed agreement", () => {
  const [complete] = golden.studies;
  expect(Math.abs(rawOf(complete?.votes ?? []) - (complete?.irrCAC.meanEqualShare ?? 0))).toBeLessThan(1e-12);
});

test("it is the share of equal pairs, counted one by one", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    const votes = Array.from({ length: 10 }, () => [0, 1, 2, 3, 4].map(() => Math.floor(random.uniform() * 4) - 1));
    let pairs = 0;
    let equal = 0;
    for (const row of votes) {
      const said = row.filter((of) => of >= 0);
      said.forEach((of, place) => {
        pairs += place;
        equal += said.slice(0, place).filter((before) => before === of).length;
      });
    }
    expect(rawOf(votes)).toBeCloseTo(equal / pairs, 12);
  }
});

test("without a pair of votes there is none", () => {
  expect(() => rawOf([[0], [2]])).toThrow(NotIdentifiableError);
});
