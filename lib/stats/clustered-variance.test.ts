import { expect, test } from "vitest";
import { ballotVariance, clusterVariance, findDegreesOfFreedom } from "@/lib/stats/clustered-variance";
import golden from "@/lib/stats/golden/rates.json";
import { type PairRate, RATE_SCORES } from "@/lib/stats/pair-scores";
import { gatherPairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { createRandom } from "@/lib/stats/random";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";
import { findVoteInfluences } from "@/lib/stats/vote-spread";

const WAYS = ["prompts", "raters", "promptRaters"] as const;

test("of equal clusters the variance is that of their means, over their number, with one degree of freedom less", () => {
  // three clusters of two: means 0, 1, 5 about 2
  const of = Int32Array.of(0, 0, 1, 1, 2, 2);
  const influence = Float64Array.of(0, 0, 2, 0, 6, 4).map((value) => (value - 2) / 6);
  const weight = new Float64Array(6).fill(1 / 6);
  const found = clusterVariance({ influence, weight }, { count: 3, of });
  expect(found.variance).toBeCloseTo(7 / 3, 12);
  expect(found.degreesOfFreedom).toBeCloseTo(2, 12);
  expect(ballotVariance({ influence, weight })).toBeCloseTo((4 + 4 + 0 + 4 + 16 + 4) / 5 / 6, 12);
});

test(`sums over clusters agree with statsmodels ${golden.packages.statsmodels}`, () => {
  for (const { votes: rows, estimates } of [golden.uneven, golden.balanced]) {
    const votes = gatherPairVotes(toPairTable(rows), 0);
    for (const { rate, weighing, value, raw } of estimates) {
      const found = findVoteInfluences(votes, RATE_SCORES[rate as PairRate], weighing as "votes" | "prompts");
      expect(found.value).toBeCloseTo(value, 12);
      for (const way of WAYS) {
        const squares = sumByCluster(found.influence, votes[way]).reduce((sum, of) => sum + of * of, 0);
        expect(squares).toBeCloseTo(raw[way], 14);
      }
    }
  }
});

test(`CR2 and its degrees of freedom agree with their matrices in numpy ${golden.packages.numpy}`, () => {
  for (const { votes: rows, estimates } of [golden.uneven, golden.balanced]) {
    const votes = gatherPairVotes(toPairTable(rows), 0);
    for (const estimate of estimates) {
      if (!("cr2" in estimate) || !estimate.cr2) continue;
      const influences = findVoteInfluences(votes, RATE_SCORES[estimate.rate as PairRate], "votes");
      for (const way of WAYS) {
        const { variance, degreesOfFreedom } = clusterVariance(influences, votes[way]);
        expect(variance).toBeCloseTo(estimate.cr2[way].variance, 12);
        expect(degreesOfFreedom).toBeCloseTo(estimate.cr2[way].degreesOfFreedom, 8);
      }
    }
  }
});

test("unequal clusters never have more degrees of freedom than equal ones, nor fewer than one", () => {
  const random = createRandom(11);
  for (let round = 0; round < 200; round++) {
    const drawn = Float64Array.from({ length: 2 + Math.floor(random.uniform() * 30) }, () =>
      Math.exp(2 * random.normal()),
    );
    const total = drawn.reduce((sum, weight) => sum + weight, 0);
    const degrees = findDegreesOfFreedom(drawn.map((weight) => weight / total));
    expect(degrees).toBeGreaterThan(1 - 1e-6);
    expect(degrees).toBeLessThan(drawn.length - 1 + 1e-6);
  }
});

test("one cluster with all the weight is refused", () => {
  const part = { influence: Float64Array.of(0.5, -0.5), weight: Float64Array.of(0.5, 0.5) };
  expect(() => clusterVariance(part, { count: 1, of: Int32Array.of(0, 0) })).toThrow(RangeError);
});
