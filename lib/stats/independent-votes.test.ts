import { expect, test } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { estimateIndependently } from "@/lib/stats/independent-votes";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { DESIGNS, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";

const rows = [0, 0, 0, 0, 0, 1, 1, 2, 2, 2].map((outcome, rater) => [0, 0, rater, outcome]);
const votes = gatherPairVotes(toPairTable(rows), 0);

test("shares and the difference of ten votes have the variances of the textbook", () => {
  expect(estimateIndependently(votes, "better", 0.95)).toMatchObject({
    ...{ value: 0.5, degreesOfFreedom: Number.POSITIVE_INFINITY },
    standardError: expect.closeTo(Math.sqrt((0.5 * 0.5) / 10), 12),
  });
  expect(estimateIndependently(votes, "dropped", 0.95).standardError).toBeCloseTo(Math.sqrt((0.625 * 0.375) / 8), 12);
  const difference = estimateIndependently(votes, "difference", 0.95);
  expect(difference.standardError).toBeCloseTo(Math.sqrt((0.8 - 0.2 ** 2) / 10), 12);
  expect(difference.interval.high).toBeCloseTo(0.2 + 1.959963985 * Math.sqrt(0.076), 8);
});

test("it is narrower than the interval that knows what votes share", () => {
  for (const design of DESIGNS.slice(1)) {
    const simulated = gatherPairVotes(simulateVotes(design, 1).table, 0);
    const options = { estimand: "prompts_like_these", aggregation: "votes", level: 0.95 } as const;
    const clustered = estimateRate(simulated, "half", options);
    expect(estimateIndependently(simulated, "half", 0.95).standardError).toBeLessThan(clustered.standardError);
  }
});

test("votes that are all alike, or all ties that are dropped, have no such interval", () => {
  const alike = gatherPairVotes(
    toPairTable([
      [0, 0, 0, 1],
      [0, 0, 1, 1],
    ]),
    0,
  );
  expect(() => estimateIndependently(alike, "half", 0.95)).toThrow(NotIdentifiableError);
  expect(() => estimateIndependently(alike, "dropped", 0.95)).toThrow(NotIdentifiableError);
});
