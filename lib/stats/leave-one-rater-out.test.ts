import { expect, test } from "vitest";
import { AGREEMENT_SUM_COUNT } from "@/lib/stats/agreement-sums";
import { sumAgreement, sumWeighted, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { toLeaveOneRaterOut } from "@/lib/stats/leave-one-rater-out";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";
import { groupUnits } from "@/lib/stats/units";

function termsOf(votes: number[][]) {
  return toAgreementTerms(groupUnits(tableOfMatrix(votes), { ties: true }));
}

function leaveOneOutOf(votes: number[][]): number {
  return toLeaveOneRaterOut(sumAgreement(termsOf(votes)));
}

test("by hand: a drawn plurality that has the vote in it counts as its part", () => {
  // 0: others 0 and 2 drawn, one half; 0: the same; 2: others say 0
  expect(leaveOneOutOf([[0, 0, 2]])).toBeCloseTo((0.5 + 0.5 + 0) / 3, 14);
  // 0 against 0, 1, 2: one third; 0 the same; 1 and 2 against 0, 0 and another: none
  expect(leaveOneOutOf([[0, 0, 1, 2]])).toBeCloseTo((1 / 3 + 1 / 3) / 4, 14);
  // alone on the second unit
  expect(leaveOneOutOf([[1, 1], [2]])).toBe(1);
});

test("with two raters a unit it is raw agreement", () => {
  expect(
    leaveOneOutOf([
      [0, 0],
      [0, 2],
      [1, 1],
      [2, 2],
    ]),
  ).toBe(0.75);
});

test("it is each vote against the others', counted one by one", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed);
    const votes = Array.from({ length: 10 }, () => [0, 1, 2, 3, 4].map(() => Math.floor(random.uniform() * 4) - 1));
    const hits = votes.flatMap((row) => {
      const said = row.filter((of) => of >= 0);
      return said.length < 2 ? [] : said.map((of, place) => hit(of, said.toSpliced(place, 1)));
    });
    expect(leaveOneOutOf(votes)).toBeCloseTo(hits.reduce((sum, of) => sum + of, 0) / hits.length, 12);
  }
});

test("a rater's weight of 0 takes out what the rater's votes are worth, and leaves the rest in place", () => {
  const terms = termsOf([
    [0, 0, 2],
    [0, 2],
    [1, 1, 1],
  ]);
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  sumWeighted(terms, Float64Array.of(1, 0, 1), sums);
  expect(toLeaveOneRaterOut(sums)).toBeGreaterThan(0);
  expect(toLeaveOneRaterOut(sums)).toBeLessThan(1);
});

test("where raters share no unit there is none", () => {
  expect(() => leaveOneOutOf([[0], [2]])).toThrow(NotIdentifiableError);
});

function hit(said: number, others: number[]): number {
  const counts = [0, 1, 2].map((outcome) => others.filter((other) => other === outcome).length);
  const most = Math.max(...counts);
  return counts[said] === most ? 1 / counts.filter((count) => count === most).length : 0;
}
