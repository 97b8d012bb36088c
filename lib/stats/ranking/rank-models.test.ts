import { expect, test } from "vitest";
import { ESTIMANDS } from "@/lib/stats/estimate";
import { type RankingOptions, rankModels } from "@/lib/stats/ranking/rank-models";
import { SCORE_MODELS } from "@/lib/stats/ranking/score-models";
import { estimateDifference } from "@/lib/stats/ranking/strength-estimates";
import { toCriticalT } from "@/lib/stats/students-t";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { RANKING_DESIGNS, type RankingDesign, simulateRanking } from "@/lib/stats/testing/simulate-ranking";
import { beats, tableOf, ties } from "@/lib/stats/testing/vote-lists";

const OPTIONS: RankingOptions = {
  scoreModel: "bradley_terry",
  orderEffect: false,
  estimand: "these_prompts",
  level: 0.95,
  seed: 1,
};
const [DESIGN] = RANKING_DESIGNS as [RankingDesign];

test("by hand: ten wins to one are 400 points, about 1,000", () => {
  const votes = [beats(0, 1, 12), beats(1, 0, 1), beats(0, 1, 8), beats(1, 0, 1)];
  const table = tableOf(2, votes, (place) => ({ rater: place < 2 ? 0 : 1 }));
  const { scores, pairs, tieParameter, orderEffect } = rankModels(table, OPTIONS);
  expectClose(
    scores.map(({ value }) => value),
    [1200, 800],
  );
  expect(pairs).toEqual([{ modelA: 0, modelB: 1, votes: 22, aWins: 20, predicted: expect.closeTo(10 / 11, 9) }]);
  expect([tieParameter, orderEffect]).toEqual([null, null]);
});

test("a whole leaderboard: intervals about scores, ranks and chances for each model, and a line for each pair", () => {
  const table = simulateRanking(DESIGN, 8);
  for (const scoreModel of SCORE_MODELS) {
    for (const estimand of ESTIMANDS) {
      const ranking = rankModels(table, { ...OPTIONS, scoreModel, estimand, orderEffect: true });
      expectClose([ranking.scores.reduce((sum, { value }) => sum + value / 5, 0)], [1000]);
      expectClose([ranking.pBest.reduce((sum, chance) => sum + chance, 0)], [1]);
      ranking.scores.forEach(({ value, standardError, degreesOfFreedom, interval }, model) => {
        const half = toCriticalT(0.95, degreesOfFreedom) * standardError;
        expectClose([interval.low, interval.high], [value - half, value + half]);
        const { low, high } = ranking.ranks[model] as { low: number; high: number };
        expect(low).toBeLessThanOrEqual(high);
      });
      expect(ranking.pairs).toHaveLength(10);
      const { low, high } = ranking.orderEffect?.interval ?? { low: 0, high: 0 };
      expect(low).toBeLessThan(high);
      expect(ranking.tieParameter === null).toBe(scoreModel === "bradley_terry");
    }
  }
});

test("Arena's rank counts the models whose interval lies wholly above", () => {
  const { scores, arenaRanks } = rankModels(simulateRanking(DESIGN, 9), { ...OPTIONS, estimand: "prompts_like_these" });
  const ranked = scores.map(({ interval }) => 1 + scores.filter((other) => other.interval.low > interval.high).length);
  expect(arenaRanks).toEqual(ranked);
});

test("what is predicted is averaged over the orders a pair was shown in, and adds up to each model's wins", () => {
  const table = simulateRanking({ ...DESIGN, orderEffect: 0.4 }, 4);
  const { pairs } = rankModels(table, { ...OPTIONS, orderEffect: true });
  const off = Array<number>(5).fill(0);
  for (const { modelA, modelB, votes, aWins, predicted } of pairs) {
    (off[modelA] as number) += aWins - votes * predicted;
    (off[modelB] as number) -= aWins - votes * predicted;
  }
  expectClose(off, Array(5).fill(0), 1e-6);
});

test("a pair without votes is predicted from the scores", () => {
  const votes = [beats(0, 1, 3), beats(1, 0, 1), beats(1, 2, 3), beats(2, 1, 1), ties(0, 1), beats(2, 1)];
  const { pairs } = rankModels(
    tableOf(3, votes, (place) => ({ rater: place % 3 })),
    OPTIONS,
  );
  const [near, far, other] = pairs.map(({ predicted }) => predicted / (1 - predicted));
  expect(pairs[1]).toMatchObject({ modelA: 0, modelB: 2, votes: 0, aWins: 0 });
  expectClose([far as number], [(near as number) * (other as number)], 1e-8);
});

test("a difference turned about is the same with its sign changed", () => {
  const ranking = rankModels(simulateRanking(DESIGN, 2), OPTIONS);
  const [one, other] = [estimateDifference(ranking, 1, 3, 0.9), estimateDifference(ranking, 3, 1, 0.9)];
  expectClose(
    [one.value, one.interval.low, one.standardError],
    [-other.value, -other.interval.high, other.standardError],
  );
});

test("a level outside 0 to 1 is refused", () => {
  expect(() => rankModels(simulateRanking(DESIGN, 2), { ...OPTIONS, level: 0 })).toThrow(RangeError);
});
