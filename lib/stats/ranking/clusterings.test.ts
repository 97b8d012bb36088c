import { expect, test } from "vitest";
import { ESTIMANDS } from "@/lib/stats/estimate";
import { type Clustering, toClusterings } from "@/lib/stats/ranking/clusterings";
import { toMargins } from "@/lib/stats/ranking/margins";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { HEAVY_TAILED_RANKING, simulateRanking } from "@/lib/stats/testing/simulate-ranking";
import { beats, tableOf } from "@/lib/stats/testing/vote-lists";

const cellsOf = ({ cells, starts, clusters }: Clustering) =>
  Array.from({ length: clusters }, (_, cluster) => [...cells.subarray(starts[cluster], starts[cluster + 1])]);

test("by hand: two prompts and two raters, one of whom voted twice on a prompt", () => {
  const at = [
    { prompt: 0, rater: 3, firstShown: 0 },
    { prompt: 2, rater: 1, firstShown: 0 },
    { prompt: 0, rater: 1, firstShown: 0 },
    { prompt: 0, rater: 1, firstShown: 1 },
  ];
  const table = tableOf(2, [beats(0, 1), beats(0, 1), beats(1, 0), beats(1, 0)], (place) => at[place] ?? {});
  const { parts, degreesOfFreedom } = toClusterings(table, toMargins(table, false).groupOf, "prompts_like_these");
  const [prompts, raters, both] = parts as [Clustering, Clustering, Clustering];
  expect(cellsOf(prompts)).toEqual([[2, 3, 0], [1]]);
  expect(cellsOf(raters)).toEqual([[1, 2, 3], [0]]);
  expect(cellsOf(both)).toEqual([[2, 3], [0], [1]]);
  // 1 / (1 − share of the votes)
  expectClose(prompts.weights, [4, 4 / 3]);
  expectClose(both.weights, [-2, -4 / 3, -4 / 3]);
  expect(degreesOfFreedom).toBeGreaterThan(0.9);
  expect(degreesOfFreedom).toBeLessThanOrEqual(1 + 1e-9);
});

test("each cell is in one cluster of each part, with others of its prompt and rater alone", () => {
  for (let seed = 0; seed < 10; seed++) {
    const table = simulateRanking(HEAVY_TAILED_RANKING, seed);
    for (const estimand of ESTIMANDS) {
      const { parts } = toClusterings(table, toMargins(table, false).groupOf, estimand);
      for (const part of parts) expect([...part.cells].sort((a, b) => a - b)).toEqual([...Array(table.cells).keys()]);
      const clusters = parts.map((part) => part.clusters);
      expect(clusters).toEqual(countClusters(table, estimand === "these_prompts"));
    }
  }
});

function countClusters({ prompt, rater }: ReturnType<typeof simulateRanking>, byRaterAlone: boolean): number[] {
  const raters = new Set(rater).size;
  if (byRaterAlone) return [raters];
  return [new Set(prompt).size, raters, new Set(prompt.map((of, cell) => of * 1000 + (rater[cell] as number))).size];
}
