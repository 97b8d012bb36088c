import { describe, expect, test } from "vitest";
import { A_FIRST, A_WINS, B_WINS, buildCountTable, type Cell, selectPair } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import bradleyTerry from "@/lib/stats/golden/bradley-terry.json";
import tieModels from "@/lib/stats/golden/tie-models.json";
import { fitTable } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import { testPairwiseFit } from "@/lib/stats/ranking/pairwise-fit";
import { estimateCovariance } from "@/lib/stats/ranking/strength-covariance";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { tableOfGolden } from "@/lib/stats/testing/golden-votes";
import { RANKING_DESIGNS, type RankingDesign, simulateRanking } from "@/lib/stats/testing/simulate-ranking";

const BRADLEY_TERRY: StrengthModel = { scoreModel: "bradley_terry", orderEffect: false };
const [FEW_VOTES] = RANKING_DESIGNS as [RankingDesign];

function testOf(table: Parameters<typeof fitTable>[0], model = BRADLEY_TERRY): ReturnType<typeof testPairwiseFit> {
  const fitted = fitTable(table, model);
  return testPairwiseFit(fitted, estimateCovariance(fitted, "prompts_like_these"));
}

describe("statsmodels' Pearson statistic and degrees of freedom", () => {
  test("Bradley–Terry, a tie being half a win", () => {
    const { pearson, degreesOfFreedom } = testOf(tableOfGolden(bradleyTerry));
    expectClose([pearson, degreesOfFreedom], [bradleyTerry.pearson.statistic, bradleyTerry.pearson.degreesOfFreedom]);
  });

  test("Davidson with an order effect, over wins, ties and losses of each pair and order", () => {
    const { pearson, degreesOfFreedom } = testOf(tableOfGolden(tieModels), {
      scoreModel: "davidson",
      orderEffect: true,
    });
    const { davidsonPearson } = tieModels;
    expectClose([pearson, degreesOfFreedom], [davidsonPearson.statistic, davidsonPearson.degreesOfFreedom]);
  });
});

test("by hand: three models that beat each other in a circle, two to one", () => {
  // strengths are 0, so that each pair with 30 of 45 adds (7.5)² / (45 / 4)
  const table = toCircle(30, 15);
  const { pearson, degreesOfFreedom, designEffect, p } = testOf(table);
  expectClose([pearson, degreesOfFreedom], [15, 1]);
  // votes that have nothing to do with each other, whose variance is that of the pair's own 2/9 and not of 1/4
  expect(designEffect).toBeGreaterThan(0.8);
  expect(designEffect).toBeLessThan(1.05);
  expect(p).toBeLessThan(0.001);
});

// most of what raters think of the models moves the scores, and only the rest moves the table against them
test("votes of a few raters who mean it raise the design effect, and with it what is put down to chance", () => {
  const independent = { ...FEW_VOTES, tie: 0, promptShare: 0, raterShare: 0 };
  const shared = { ...independent, raters: 10, raterShare: 0.4 };
  const meanOf = (design: RankingDesign) => {
    let sum = 0;
    for (let seed = 0; seed < 15; seed++) sum += testOf(simulateRanking(design, seed)).designEffect / 15;
    return sum;
  };
  expect(meanOf(independent)).toBeGreaterThan(0.92);
  expect(meanOf(independent)).toBeLessThan(1.08);
  expect(meanOf(shared)).toBeGreaterThan(1.1);
});

test("a circle in the votes is found", () => {
  const found = [...Array(40).keys()].filter(
    (seed) => testOf(simulateRanking({ ...FEW_VOTES, cycle: 0.6 }, seed)).p < 0.05,
  );
  expect(found.length).toBeGreaterThan(36);
});

test("two models are always fitted: there is nothing to test", () => {
  const two = selectPair(tableOfGolden(bradleyTerry), 0, 1);
  expect(() => testOf({ ...two, models: 2 })).toThrow(NotIdentifiableError);
});

/** Each model against the next, each vote of another prompt and rater. */
function toCircle(wins: number, losses: number): ReturnType<typeof buildCountTable> {
  const cells: Cell[] = [];
  for (const [modelA, modelB] of [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const) {
    for (let vote = 0; vote < wins + losses; vote++) {
      const outcome = vote < wins ? A_WINS : B_WINS;
      const own = cells.length;
      cells.push({ prompt: own, rater: own, turn: 0, modelA, modelB, firstShown: A_FIRST, outcome, votes: 1 });
    }
  }
  return buildCountTable({ prompts: cells.length, raters: cells.length, models: 3 }, cells);
}
