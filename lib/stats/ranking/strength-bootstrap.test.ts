import { describe, expect, test } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { fitStrengths, fitTable } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import { createRefit } from "@/lib/stats/ranking/refit";
import { SCORE_MODELS } from "@/lib/stats/ranking/score-models";
import { bootstrapClusters, bootstrapVotes, toDifferenceInterval } from "@/lib/stats/ranking/strength-bootstrap";
import { estimateCovariance, toDifferenceVariance } from "@/lib/stats/ranking/strength-covariance";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { RANKING_DESIGNS, type RankingDesign, simulateRanking } from "@/lib/stats/testing/simulate-ranking";
import { beats, tableOf } from "@/lib/stats/testing/vote-lists";

const BRADLEY_TERRY: StrengthModel = { scoreModel: "bradley_terry", orderEffect: false };
const OPTIONS = { rounds: 1000, level: 0.95, seed: 4 };
const [DESIGN] = RANKING_DESIGNS as [RankingDesign];
const INDEPENDENT = { ...DESIGN, promptShare: 0, raterShare: 0 };

describe("a round's strengths are those of a fit to the round's votes", () => {
  test.each(SCORE_MODELS)("%s", (scoreModel) => {
    const model = { scoreModel, orderEffect: true };
    const fitted = fitTable(simulateRanking(DESIGN, 1), model);
    const refit = createRefit(fitted);
    const out = new Float64Array(5);
    for (let round = 1; round <= 5; round++) {
      const weigh = (column: Float64Array) => column.map((votes, group) => votes * (0.5 + ((group * round) % 7) / 7));
      const { margins } = fitted;
      const weighted = {
        ...margins,
        aWins: weigh(margins.aWins),
        ties: weigh(margins.ties),
        bWins: weigh(margins.bWins),
      };
      expect(refit(weighted, new Float64Array(7), out)).toBe(true);
      expectClose(out, fitStrengths(weighted, model).strengths, 1e-6);
    }
  });
});

test("two models: a round of the votes' bootstrap is the log-ratio of two gamma draws, whose spread is known", () => {
  const fitted = fitTable(tableOf(2, [beats(0, 1, 40), beats(1, 0, 25)]), BRADLEY_TERRY);
  const { strengths, rounds } = bootstrapVotes(fitted, { ...OPTIONS, rounds: 4000 });
  const differences = Array.from({ length: rounds }, (_, round) => 2 * (strengths[round * 2] as number));
  const mean = differences.reduce((sum, one) => sum + one / rounds, 0);
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2 / rounds, 0);
  // digamma and trigamma to their second terms; five standard errors
  const spread = 1 / 40 + 1 / 25 + 1 / 3200 + 1 / 1250;
  expectClose([mean], [Math.log(40) - Math.log(25) - 1 / 80 + 1 / 50], 5 * Math.sqrt(spread / rounds));
  expectClose([variance], [spread], 5 * spread * Math.sqrt(2 / rounds));
});

test("of votes that share nothing, votes' and clusters' bootstrap say what the clustered error says", () => {
  const fitted = fitTable(simulateRanking(INDEPENDENT, 2), BRADLEY_TERRY);
  const covariance = estimateCovariance(fitted, "prompts_like_these");
  const width = 2 * 1.98 * Math.sqrt(toDifferenceVariance(covariance, 0, 1));
  for (const bootstrap of [bootstrapVotes(fitted, OPTIONS), bootstrapClusters(fitted, covariance, OPTIONS)]) {
    const { low, high } = toDifferenceInterval(bootstrap, 0, 1);
    expect((high - low) / width).toBeGreaterThan(0.85);
    expect((high - low) / width).toBeLessThan(1.15);
  }
});

test("each round's strengths have mean 0, and a seed gives them again", () => {
  const fitted = fitTable(simulateRanking(DESIGN, 3), BRADLEY_TERRY);
  const covariance = estimateCovariance(fitted, "these_prompts");
  const options = { ...OPTIONS, rounds: 50 };
  for (const run of [() => bootstrapVotes(fitted, options), () => bootstrapClusters(fitted, covariance, options)]) {
    const { strengths, models, rounds } = run();
    const means = Array.from({ length: rounds }, (_, round) =>
      strengths.subarray(round * models, (round + 1) * models).reduce((sum, strength) => sum + strength, 0),
    );
    expectClose(means, Array(rounds).fill(0), 1e-6);
    expect(run().strengths).toEqual(strengths);
  }
});

test("a model that one vote keeps from an infinite score is not lost in the votes' bootstrap", () => {
  const fitted = fitTable(tableOf(2, [beats(0, 1, 30), beats(1, 0, 1)]), BRADLEY_TERRY);
  expect([...bootstrapVotes(fitted, OPTIONS).strengths].every(Number.isFinite)).toBe(true);
});

test("moved scores that no strengths have are refused where they come often", () => {
  const table = tableOf(2, [beats(0, 1, 6), beats(1, 0, 1), beats(0, 1, 5)], (place) => ({ rater: place }));
  const fitted = fitTable(table, BRADLEY_TERRY);
  const covariance = estimateCovariance(fitted, "these_prompts");
  expect(() => bootstrapClusters(fitted, covariance, OPTIONS)).toThrow(NotIdentifiableError);
});

test("fewer than two rounds, or a level outside 0 to 1, are refused", () => {
  const fitted = fitTable(simulateRanking(DESIGN, 3), BRADLEY_TERRY);
  expect(() => bootstrapVotes(fitted, { ...OPTIONS, rounds: 1 })).toThrow(RangeError);
  expect(() => bootstrapVotes(fitted, { ...OPTIONS, level: 95 })).toThrow(RangeError);
});
