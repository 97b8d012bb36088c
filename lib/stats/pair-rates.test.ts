import { expect, test } from "vitest";
import { buildCountTable, readCell } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { AGGREGATIONS, ESTIMANDS } from "@/lib/stats/estimate";
import golden from "@/lib/stats/golden/rates.json";
import { estimateRate, type RateOptions } from "@/lib/stats/pair-rates";
import { PAIR_RATES, type PairRate } from "@/lib/stats/pair-scores";
import { gatherPairVotes, type PairVotes } from "@/lib/stats/pair-votes";
import { DESIGNS, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";

const OPTIONS: RateOptions = { estimand: "prompts_like_these", aggregation: "votes", level: 0.95 };
const THESE: RateOptions = { ...OPTIONS, estimand: "these_prompts" };

// two prompts and two raters; three votes for the model and one against it
const CROSSED = gatherPairVotes(
  toPairTable([...[[0, 0, 0, 0] as const, [0, 0, 1, 0] as const], ...[[1, 0, 0, 0] as const, [1, 0, 1, 2] as const]]),
  0,
);

test("two prompts and two raters, by hand", () => {
  // influences 1/8, 1/8, 1/8, −3/8; by prompt and by rater ±1/4, twice 2/16; by both 12/64, 4/3 times
  const difference = estimateRate(CROSSED, "difference", OPTIONS);
  expect(difference).toMatchObject({ value: 0.5, standardError: expect.closeTo(0.5, 12) });
  expect(difference.degreesOfFreedom).toBeCloseTo(1, 9);
  // Student's t with one degree of freedom reaches 12.7 standard errors, and so as far as there is anything
  expect(difference.interval).toEqual({ low: -1, high: 1, level: 0.95 });
  expect(estimateRate(CROSSED, "half", THESE).standardError).toBeCloseTo(0.25, 12);
});

test(`rates and standard errors agree with statsmodels ${golden.packages.statsmodels} where its clusters are equal`, () => {
  const votes = gatherPairVotes(toPairTable(golden.balanced.votes), 0);
  for (const estimate of golden.balanced.estimates) {
    for (const estimand of ESTIMANDS) {
      const wanted = estimate[estimand];
      if (!wanted) continue;
      const aggregation = estimate.weighing as "votes" | "prompts";
      const found = estimateRate(votes, estimate.rate as PairRate, { estimand, aggregation, level: golden.level });
      expect(found.value).toBeCloseTo(estimate.value, 12);
      expect(found.standardError).toBeCloseTo(wanted.standardError, 10);
      expect(found.degreesOfFreedom).toBeCloseTo(wanted.degreesOfFreedom, 8);
      const [low, high] = estimate.rate === "difference" ? [-1, 1] : [0, 1];
      expect(found.interval.low).toBeCloseTo(Math.max(low as number, wanted.low), 8);
      expect(found.interval.high).toBeCloseTo(Math.min(high as number, wanted.high), 8);
    }
  }
});

test("unequal clusters: the variances of both ways less that of both together, each as numpy's matrices have it", () => {
  const votes = gatherPairVotes(toPairTable(golden.uneven.votes), 0);
  for (const { rate, value, cr2 } of golden.uneven.estimates) {
    if (!cr2) continue;
    const found = estimateRate(votes, rate as PairRate, OPTIONS);
    const { prompts, raters, promptRaters } = cr2;
    const twoWay = prompts.variance + raters.variance - promptRaters.variance;
    expect(found.value).toBeCloseTo(value, 12);
    expect(found.standardError ** 2).toBeCloseTo(Math.max(twoWay, prompts.variance, raters.variance), 12);
    expect(found.degreesOfFreedom).toBeCloseTo(Math.min(prompts.degreesOfFreedom, raters.degreesOfFreedom), 8);
    const these = estimateRate(votes, rate as PairRate, THESE);
    expect(these.standardError ** 2).toBeCloseTo(raters.variance, 12);
    expect(these.degreesOfFreedom).toBeCloseTo(raters.degreesOfFreedom, 8);
  }
});

test("rates of one pair add up, whatever is chosen, and change sides with the model they are seen from", () => {
  for (let seed = 0; seed < 4; seed++) {
    const { table } = simulateVotes({ ...(DESIGNS[0] as (typeof DESIGNS)[0]), prompts: 30, raters: 20 }, seed);
    const seenFrom = [0, 1].map((focus) => gatherPairVotes(table, focus));
    for (const estimand of ESTIMANDS) {
      for (const aggregation of AGGREGATIONS) {
        const options = { estimand, aggregation, level: 0.9 };
        const of = (rate: PairRate, focus = 0) => estimateRate(seenFrom[focus] as PairVotes, rate, options);
        const [better, tied, worse] = [of("better"), of("tied"), of("worse")];
        expect(better.value + tied.value + worse.value).toBeCloseTo(1, 12);
        expect(of("half").value).toBeCloseTo(better.value + tied.value / 2, 12);
        expect(of("better_or_tied").value).toBeCloseTo(1 - worse.value, 12);
        expect(of("dropped").value).toBeCloseTo(better.value / (better.value + worse.value), 12);
        expect(of("difference").value).toBeCloseTo(better.value - worse.value, 12);
        expect(of("difference").standardError).toBeCloseTo(2 * of("half").standardError, 10);
        expect(of("better_or_tied").standardError).toBeCloseTo(worse.standardError, 10);
        expect(of("worse", 1).value).toBe(better.value);
        expect(of("worse", 1).interval.high).toBeCloseTo(better.interval.high, 10);
        expect(of("difference", 1).interval.low).toBeCloseTo(-of("difference").interval.high, 10);
      }
    }
  }
});

test("where all prompts have as many votes, it does not matter which of the two weighs the same", () => {
  const votes = gatherPairVotes(simulateVotes(DESIGNS[0] as (typeof DESIGNS)[0], 4).table, 0);
  for (const rate of PAIR_RATES) {
    const [byVotes, byPrompts] = (["votes", "prompts"] as const).map((aggregation) =>
      estimateRate(votes, rate, { ...OPTIONS, aggregation }),
    );
    expect(byPrompts?.value).toBeCloseTo(byVotes?.value as number, 12);
    expect(byPrompts?.standardError).toBeCloseTo(byVotes?.standardError as number, 12);
  }
});

test("a prompt of many votes counts once where prompts weigh the same", () => {
  const many = [0, 1, 2, 3].map((rater) => [0, 0, rater, 0] as const);
  const votes = gatherPairVotes(toPairTable([...many, [1, 0, 0, 2], [2, 0, 1, 1]]), 0);
  expect(estimateRate(votes, "better", { ...OPTIONS, aggregation: "votes" }).value).toBeCloseTo(4 / 6, 12);
  expect(estimateRate(votes, "better", { ...OPTIONS, aggregation: "prompts" }).value).toBeCloseTo(1 / 3, 12);
  expect(estimateRate(votes, "dropped", { ...OPTIONS, aggregation: "prompts" }).value).toBeCloseTo(1 / 2, 12);
});

test("a second turn is of the same prompt: it adds no prompt to tell other prompts from", () => {
  const { table } = simulateVotes({ ...(DESIGNS[1] as (typeof DESIGNS)[0]), prompts: 40 }, 9);
  const cells = Array.from({ length: table.cells }, (_, cell) => readCell(table, cell));
  const twice = buildCountTable(table, [
    ...cells.map((cell) => ({ ...cell, turn: 1 })),
    ...cells.map((cell) => ({ ...cell, turn: 2 })),
  ]);
  const [once, again] = [table, twice].map((of) => estimateRate(gatherPairVotes(of, 0), "half", OPTIONS));
  expect(again?.value).toBeCloseTo(once?.value as number, 12);
  expect(again?.standardError).toBeCloseTo(once?.standardError as number, 12);
});

test("what cannot be told is told so", () => {
  const of = (rows: (readonly [number, number, number, number])[], options = OPTIONS, rate: PairRate = "half") =>
    estimateRate(gatherPairVotes(toPairTable(rows), 0), rate, options);
  const oneRater = [0, 1, 2].map((prompt) => [prompt, 0, 0, prompt % 2] as const);
  const onePrompt = [0, 1, 2].map((rater) => [0, 0, rater, rater % 2] as const);
  expect(() => of(oneRater)).toThrow(/one rater/);
  expect(() => of(oneRater, THESE)).toThrow(NotIdentifiableError);
  expect(() => of(onePrompt)).toThrow(/one prompt/);
  expect(of(onePrompt, THESE).value).toBeCloseTo(5 / 6, 12);
  expect(() => of([...onePrompt, [1, 0, 0, 1]], OPTIONS, "dropped")).toThrow(/one prompt/);
  const ties = [0, 1, 2].map((prompt) => [prompt, 0, prompt, 1] as const);
  for (const aggregation of AGGREGATIONS) {
    expect(() => of(ties, { ...OPTIONS, aggregation }, "dropped")).toThrow(/without them nothing is left/);
  }
  // each prompt and each rater is for the model as often as against it
  const cancelling = [0, 1, 2, 3].map((each) => [each >> 1, 0, each & 1, 2 * ((each & 1) ^ (each >> 1))] as const);
  for (const estimand of ESTIMANDS) {
    expect(() => of(cancelling, { ...OPTIONS, estimand })).toThrow(/cancel out/);
  }
  expect(() => estimateRate(CROSSED, "half", { ...OPTIONS, level: 1 })).toThrow(RangeError);
});

test("majorities that no rater moves have a figure or a reason, and never an error of ours", () => {
  // raters agree on each comparison, and the majorities differ; or split four to one everywhere, for different models
  const agreeing = [0, 1, 2, 3].flatMap((prompt) => [0, 1, 2].map((rater) => [prompt, 0, rater, prompt % 2 ? 2 : 0]));
  const split = [0, 1, 2, 3].flatMap((prompt) =>
    [0, 1, 2, 3, 4].map((rater) => [prompt, 0, rater, (prompt % 2 === 0) === (rater === prompt) ? 2 : 0]),
  );
  for (const rows of [agreeing, split]) {
    const votes = gatherPairVotes(toPairTable(rows), 0);
    for (const estimand of ESTIMANDS) {
      const estimate = () => estimateRate(votes, "difference", { ...OPTIONS, estimand, aggregation: "majority" });
      try {
        const { value, interval } = estimate();
        expect(value).toBe(0);
        expect(interval.low).toBeLessThan(0);
        expect(interval.high).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(NotIdentifiableError);
      }
    }
  }
});
