import { expect, test } from "vitest";
import { findMajorityInfluences } from "@/lib/stats/majority-influences";
import { RATE_SCORES } from "@/lib/stats/pair-scores";
import { gatherPairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { DESIGNS, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";

test("two votes a comparison, by hand", () => {
  // one comparison is won by both its votes, the other is drawn: better less worse is 1/2 over two comparisons
  const votes = gatherPairVotes(
    toPairTable([...[[0, 0, 0, 0] as const, [0, 0, 1, 0] as const], ...[[1, 0, 2, 0] as const, [1, 0, 3, 2] as const]]),
    0,
  );
  const { value, ofComparisons, ofRaters } = findMajorityInfluences(votes, RATE_SCORES.difference);
  expect(value).toBe(0.5);
  expect([...ofComparisons.influence]).toEqual([0.125, 0.125, -0.125, -0.125]);
  expect([...ofComparisons.weight]).toEqual([0.25, 0.25, 0.25, 0.25]);
  // who agrees moves nothing against the other; in the drawn one, without the one vote it is lost, without the other won
  expect([...ofRaters.influence]).toEqual([0, 0, expect.closeTo(1, 12), expect.closeTo(-1, 12)]);
});

test("influences of comparisons and of raters sum to 0, the latter within each comparison, and weights to 1", () => {
  for (let seed = 0; seed < 6; seed++) {
    const votes = gatherPairVotes(
      simulateVotes({ ...(DESIGNS[0] as (typeof DESIGNS)[0]), prompts: 40 }, seed).table,
      0,
    );
    for (const rate of ["better", "dropped", "difference"] as const) {
      const { ofComparisons, ofRaters } = findMajorityInfluences(votes, RATE_SCORES[rate]);
      const sum = (column: Float64Array) => column.reduce((total, of) => total + of, 0);
      expect(sum(ofComparisons.influence)).toBeCloseTo(0, 12);
      expect(sum(ofComparisons.weight)).toBeCloseTo(1, 12);
      for (const each of sumByCluster(ofRaters.influence, votes.comparisons)) expect(each).toBeCloseTo(0, 12);
    }
  }
});

test("a vote for the model moves its majorities towards it", () => {
  const { table } = simulateVotes({ ...(DESIGNS[1] as (typeof DESIGNS)[0]), prompts: 40 }, 3);
  const votes = gatherPairVotes(table, 0);
  const { ofRaters } = findMajorityInfluences(votes, RATE_SCORES.half);
  const mean = (column: Float64Array) => {
    const total = column.reduce((sum, of) => sum + of, 0);
    return ofRaters.influence.reduce((sum, of, ballot) => sum + of * (column[ballot] as number), 0) / total;
  };
  expect(mean(votes.better)).toBeGreaterThan(mean(votes.tied));
  expect(mean(votes.tied)).toBeGreaterThan(mean(votes.worse));
});
