import { expect, test } from "vitest";
import { bootstrapRate, type RateBootstrapOptions } from "@/lib/stats/cluster-bootstrap";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { ESTIMANDS } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { DESIGNS, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";

const OPTIONS: RateBootstrapOptions = {
  ...{ estimand: "prompts_like_these", weighing: "votes", level: 0.95, rounds: 199, seed: 1 },
};
const VOTES = gatherPairVotes(simulateVotes(DESIGNS[2] as (typeof DESIGNS)[2], 1).table, 0);

test("its seed decides it", () => {
  expect(bootstrapRate(VOTES, "half", OPTIONS)).toEqual(bootstrapRate(VOTES, "half", OPTIONS));
  expect(bootstrapRate(VOTES, "half", OPTIONS)).not.toEqual(bootstrapRate(VOTES, "half", { ...OPTIONS, seed: 2 }));
});

test("with many equal clusters it comes to what Student's t comes to", () => {
  const votes = gatherPairVotes(simulateVotes(DESIGNS[1] as (typeof DESIGNS)[1], 3).table, 0);
  for (const estimand of ESTIMANDS) {
    const { interval } = estimateRate(votes, "difference", { estimand, aggregation: "votes", level: 0.9 });
    const drawn = bootstrapRate(votes, "difference", { ...OPTIONS, estimand, level: 0.9, rounds: 999 });
    const width = interval.high - interval.low;
    expect(Math.abs(drawn.low - interval.low)).toBeLessThan(0.1 * width);
    expect(Math.abs(drawn.high - interval.high)).toBeLessThan(0.1 * width);
  }
});

test("it holds the rate, is wider the higher the level, and stays within what can be", () => {
  for (const weighing of ["votes", "prompts"] as const) {
    for (const estimand of ESTIMANDS) {
      const of = (level: number) => bootstrapRate(VOTES, "better", { ...OPTIONS, estimand, weighing, level });
      const { value } = estimateRate(VOTES, "better", { estimand, aggregation: weighing, level: 0.95 });
      const [narrow, wide] = [of(0.5), of(0.99)];
      expect(narrow.low).toBeLessThan(value);
      expect(narrow.high).toBeGreaterThan(value);
      expect(wide.low).toBeLessThan(narrow.low);
      expect(wide.high).toBeGreaterThan(narrow.high);
    }
  }
  const few = gatherPairVotes(
    toPairTable(Array.from({ length: 24 }, (_, of) => [of, 0, of % 8, of % 5 === 0 ? 2 : 0])),
    0,
  );
  const { low, high } = bootstrapRate(few, "worse", { ...OPTIONS, rounds: 99, level: 0.8 });
  expect(low).toBeGreaterThanOrEqual(0);
  expect(high).toBeLessThanOrEqual(1);
});

test("votes that are all alike, or all but one, and too few rounds, are refused", () => {
  const alike = gatherPairVotes(toPairTable([0, 1, 2].map((each) => [each, 0, each, 0])), 0);
  expect(() => bootstrapRate(alike, "half", OPTIONS)).toThrow(NotIdentifiableError);
  const oneDiffers = gatherPairVotes(
    toPairTable(Array.from({ length: 24 }, (_, of) => [of, 0, of % 8, of === 5 ? 2 : 0])),
    0,
  );
  expect(() => bootstrapRate(oneDiffers, "half", OPTIONS)).toThrow(/Too few/);
  expect(() => bootstrapRate(VOTES, "half", { ...OPTIONS, rounds: 50 })).toThrow(RangeError);
  expect(() => bootstrapRate(VOTES, "half", { ...OPTIONS, level: 0 })).toThrow(RangeError);
});
