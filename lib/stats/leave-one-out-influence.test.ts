import { describe, expect, it } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { findLeaveOneOutRange } from "@/lib/stats/leave-one-out-influence";
import { drawSmallVotes, toSmallTable } from "@/lib/stats/testing/small-tables";

describe("findLeaveOneOutRange", () => {
  it("leaves out each rater, and each prompt, of a table written by hand", () => {
    const table = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 1, rater: 0, difference: 1 },
      { prompt: 0, rater: 1, difference: 0 },
      { prompt: 1, rater: 2, difference: -1 },
    ]);
    // without rater 0: −1 of 2 votes; 1: 1 of 3; 2: 2 of 3
    expect(findLeaveOneOutRange(table, "rater")).toEqual({ low: -1 / 2, high: 2 / 3 });
    // without prompt 0: 0 of 2; without prompt 1: 1 of 2
    expect(findLeaveOneOutRange(table, "prompt")).toEqual({ low: 0, high: 1 / 2 });
  });

  it("finds what computing every difference anew finds", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const votes = drawSmallVotes(seed, 14);
      for (const leftOut of ["rater", "prompt"] as const) {
        const clusters = [...new Set(votes.map((vote) => vote[leftOut]))];
        if (clusters.length < 2) continue;
        const differences = clusters.map((cluster) => {
          const left = votes.filter((vote) => vote[leftOut] !== cluster);
          return left.reduce((total, vote) => total + vote.difference, 0) / left.length;
        });
        const { low, high } = findLeaveOneOutRange(toSmallTable(votes), leftOut);
        expect(low).toBeCloseTo(Math.min(...differences), 12);
        expect(high).toBeCloseTo(Math.max(...differences), 12);
      }
    }
  });

  it("says that nothing is left without the only one", () => {
    const table = toSmallTable([{ prompt: 0, rater: 0, difference: 1 }]);
    expect(() => findLeaveOneOutRange(table, "rater")).toThrow(NotIdentifiableError);
    expect(() => findLeaveOneOutRange(table, "prompt")).toThrow("Without its only prompt nothing would be left.");
  });
});
