import { describe, expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { OUTCOME_MODELS, SCORE_MODELS } from "@/lib/stats/ranking/score-models";
import { expectClose } from "@/lib/stats/testing/expect-close";

describe.each(SCORE_MODELS)("%s", (scoreModel) => {
  const model = OUTCOME_MODELS[scoreModel];
  const chancesAt = (advantage: number, tie: number) => {
    const out = new Float64Array(3);
    model.chances(advantage, tie, out);
    return out as unknown as [number, number, number];
  };
  const partsAt = (advantage: number, tie: number, votes: readonly [number, number, number]) => {
    const out = new Float64Array(6);
    model.differentiate(advantage, tie, ...votes, out);
    return out;
  };

  test("chances add to 1, and swapping the models swaps them", () => {
    for (const [advantage, tie] of drawParameters(100)) {
      const [win, tied, loss] = chancesAt(advantage, tie);
      expectClose([win + tied + loss], [1], 1e-12);
      expectClose(chancesAt(-advantage, tie), [loss, tied, win], 1e-15);
    }
  });

  test("the log-likelihood is that of the chances, and its derivatives are its differences", () => {
    const step = 1e-4;
    const votes = [3, 2, 5] as const;
    for (const [advantage, tie] of drawParameters(100)) {
      const [value, ofAdvantage, ofTie, twice, mixed, tieTwice] = partsAt(advantage, tie, votes);
      const at = (a: number, t: number) => partsAt(advantage + a * step, tie + t * step, votes) as never as number[];
      const slope = (a: number, t: number, place: number) =>
        ((at(a, t)[place] as number) - (at(-a, -t)[place] as number)) / (2 * step);
      const [win, tied, loss] = chancesAt(advantage, tie);
      const ofTies = model.hasTieParameter ? 2 * Math.log(tied) : Math.log(win) + Math.log(loss);
      expectClose([value as number], [3 * Math.log(win) + ofTies + 5 * Math.log(loss)], 1e-9);
      expectClose([ofAdvantage as number, twice as number], [slope(1, 0, 0), -slope(1, 0, 1)], 1e-5);
      if (!model.hasTieParameter) continue;
      expectClose([ofTie as number, mixed as number], [slope(0, 1, 0), -slope(0, 1, 1)], 1e-5);
      expectClose([tieTwice as number], [-slope(0, 1, 2)], 1e-5);
    }
  });

  test("a fit starts where equal models would have just these ties", () => {
    if (!model.hasTieParameter) return;
    for (const share of [0.01, 0.3, 0.9]) expectClose([chancesAt(0, model.startTie(share))[1]], [share], 1e-12);
  });

  test("nothing overflows where one model is far ahead", () => {
    for (const advantage of [-800, 800]) {
      const tie = 0.5;
      expect([...chancesAt(advantage, tie)].every(Number.isFinite)).toBe(true);
      expect([...partsAt(advantage, tie, [1, 1, 1])].every(Number.isFinite)).toBe(true);
    }
  });
});

/** Advantages on both sides, and ties that all models allow. */
function drawParameters(count: number): [advantage: number, tie: number][] {
  const random = createRandom(5);
  return Array.from({ length: count }, () => [3 * random.normal(), 0.4 + 2 * random.uniform()]);
}
