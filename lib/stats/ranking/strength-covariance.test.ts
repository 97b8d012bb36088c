import { describe, expect, test } from "vitest";
import { buildCountTable, CANNOT_JUDGE, readCell } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { ESTIMANDS } from "@/lib/stats/estimate";
import bradleyTerry from "@/lib/stats/golden/bradley-terry.json";
import tieModels from "@/lib/stats/golden/tie-models.json";
import { fitTable } from "@/lib/stats/ranking/fit-strengths";
import { estimateCovariance } from "@/lib/stats/ranking/strength-covariance";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { tableOfGolden } from "@/lib/stats/testing/golden-votes";
import { RANKING_DESIGNS, simulateRanking } from "@/lib/stats/testing/simulate-ranking";
import { beats, tableOf } from "@/lib/stats/testing/vote-lists";

const BRADLEY_TERRY = { scoreModel: "bradley_terry", orderEffect: false } as const;

describe("by hand", () => {
  // rater 0 says 0 three times of four, rater 1 once of four: θ 0, each vote's score ±1/2
  const table = tableOf(2, [beats(0, 1, 3), beats(1, 0, 1), beats(0, 1, 1), beats(1, 0, 3)], (place) => ({
    rater: place < 2 ? 0 : 1,
  }));

  test("two raters with two to one side and to the other", () => {
    const { matrix, degreesOfFreedom } = estimateCovariance(fitTable(table, BRADLEY_TERRY), "these_prompts");
    // of θ0 − θ1: information 8 / 4, sums of scores +1 and −1, each counted twice for half of the votes: 4 / 2²
    expectClose([...matrix, degreesOfFreedom], [0.25, -0.25, -0.25, 0.25, 1]);
  });

  test("one rater, or one prompt, cannot tell of others", () => {
    const fitted = fitTable(table, BRADLEY_TERRY);
    expect(() => estimateCovariance(fitted, "prompts_like_these")).toThrow(/fewer than two prompts/);
    const one = fitTable(tableOf(2, [beats(0, 1), beats(1, 0)]), BRADLEY_TERRY);
    expect(() => estimateCovariance(one, "these_prompts")).toThrow(NotIdentifiableError);
  });
});

test("statsmodels' clustered logistic regression, by raters and two-way, with the order effect and without", () => {
  const table = tableOfGolden(bradleyTerry);
  for (const orderEffect of [false, true]) {
    const golden = orderEffect ? bradleyTerry.statsmodelsWithOrder : bradleyTerry.statsmodels;
    const fitted = fitTable(table, { scoreModel: "bradley_terry", orderEffect });
    for (const estimand of ESTIMANDS) {
      const covariance = estimateCovariance(fitted, estimand);
      expect(covariance.degreesOfFreedom).toBeCloseTo(11, 9);
      expectClose(covariance.matrix, golden[estimand].flat());
    }
  }
});

test("jax's derivatives with unequal raters and unknown orders: Davidson and Rao–Kupper", () => {
  const table = tableOfGolden(tieModels);
  for (const scoreModel of ["davidson", "rao_kupper"] as const) {
    const golden = (scoreModel === "davidson" ? tieModels.davidson : tieModels.raoKupper).jax;
    const fitted = fitTable(table, { scoreModel, orderEffect: true });
    expectClose(fitted.fit.parameters.slice(4), golden.parameters.slice(4));
    for (const estimand of ESTIMANDS) {
      expectClose(estimateCovariance(fitted, estimand).matrix, golden[estimand].flat());
    }
  }
});

test("what cannot be judged moves neither the scores nor their errors, and makes no cluster", () => {
  const table = simulateRanking(RANKING_DESIGNS[0] as never, 3);
  const cells = Array.from({ length: table.cells }, (_, cell) => readCell(table, cell));
  const unjudged = { prompt: table.prompts, turn: 0, rater: table.raters, firstShown: 0, votes: 9 };
  const more = buildCountTable({ prompts: table.prompts + 1, raters: table.raters + 1, models: table.models }, [
    ...cells,
    { ...unjudged, modelA: 0, modelB: 1, outcome: CANNOT_JUDGE },
  ]);
  for (const estimand of ESTIMANDS) {
    const [before, after] = [table, more].map((votes) => estimateCovariance(fitTable(votes, BRADLEY_TERRY), estimand));
    expectClose(after?.matrix as Float64Array, before?.matrix as Float64Array);
    expect(after?.degreesOfFreedom).toBe(before?.degreesOfFreedom);
  }
});

test("variances are never negative, nor do strengths vary together: few votes, all of them shared", () => {
  for (let seed = 0; seed < 200; seed++) {
    const design = { ...RANKING_DESIGNS[0], prompts: 6, votesPerPrompt: 6, raters: 6, strengths: [0.2, 0, -0.2] };
    const covariance = (() => {
      try {
        return estimateCovariance(
          fitTable(simulateRanking(design as never, seed), BRADLEY_TERRY),
          "prompts_like_these",
        );
      } catch (error) {
        if (error instanceof NotIdentifiableError) return null;
        throw error;
      }
    })();
    if (covariance === null) continue;
    const { matrix } = covariance;
    for (let row = 0; row < 3; row++) {
      expect(matrix[row * 4] as number).toBeGreaterThan(-1e-12);
      expectClose(
        [(matrix[row * 3] as number) + (matrix[row * 3 + 1] as number) + (matrix[row * 3 + 2] as number)],
        [0],
      );
    }
  }
});
