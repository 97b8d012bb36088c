import { test } from "vitest";
import { AGREEMENT_SUM_COUNT } from "@/lib/stats/agreement-sums";
import { type AgreementTerms, sumAgreement, sumWeighted, toAgreementTerms } from "@/lib/stats/agreement-terms";
import { A_WINS, B_WINS, buildCountTable, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { groupUnits } from "@/lib/stats/units";

const RATERS = 4;

/** Votes on two turns of five prompts; a rater may have voted on one more than once. */
function drawTerms(seed: number): AgreementTerms {
  const random = createRandom(seed);
  const below = (bound: number) => Math.floor(random.uniform() * bound);
  const cells = Array.from({ length: 40 }, () => ({
    ...{ prompt: below(5), turn: below(2), rater: below(RATERS), modelA: 0, modelB: 1, firstShown: ORDER_UNKNOWN },
    ...{ outcome: [A_WINS, TIE, B_WINS][below(3)] as number, votes: 1 + below(2) },
  }));
  return toAgreementTerms(
    groupUnits(buildCountTable({ prompts: 5, raters: RATERS, models: 2 }, cells), { ties: true }),
  );
}

test("with weights of 1 the sums are what they are", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const terms = drawTerms(seed);
    const sums = new Float64Array(AGREEMENT_SUM_COUNT);
    sumWeighted(terms, new Float64Array(RATERS).fill(1), sums);
    expectClose(sums, sumAgreement(terms), 1e-9);
  }
});

test("a rater's slopes are the sums' own, and those of the rater's meetings together", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const terms = drawTerms(seed);
    const all = new Float64Array(AGREEMENT_SUM_COUNT);
    for (let rater = 0; rater < RATERS; rater++) {
      const above = new Float64Array(AGREEMENT_SUM_COUNT);
      const below = new Float64Array(AGREEMENT_SUM_COUNT);
      // of second degree: the difference about 1 is exact
      sumWeighted(terms, new Float64Array(RATERS).fill(1).fill(1.5, rater, rater + 1), above);
      sumWeighted(terms, new Float64Array(RATERS).fill(1).fill(0.5, rater, rater + 1), below);
      const exact = above.map((of, sum) => of - (below[sum] as number));
      expectClose(
        terms.raterSlopes.subarray(AGREEMENT_SUM_COUNT * rater, AGREEMENT_SUM_COUNT * (rater + 1)),
        exact,
        1e-9,
      );
      exact.forEach((of, sum) => {
        all[sum] = (all[sum] as number) + of;
      });
    }
    const meetings = new Float64Array(AGREEMENT_SUM_COUNT);
    terms.meetingSlopes.forEach((of, place) => {
      meetings[place % AGREEMENT_SUM_COUNT] = (meetings[place % AGREEMENT_SUM_COUNT] as number) + of;
    });
    expectClose(meetings, all, 1e-9);
  }
});
