import { describe, expect, it } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/variance-components.json";
import { DESIGNS, type Design, HEAVY_TAILED, simulateVotes, trueShares } from "@/lib/stats/testing/simulate-votes";
import { drawSmallVotes, type SmallVote, toSmallTable } from "@/lib/stats/testing/small-tables";
import { estimateVarianceComponents, type VarianceComponents } from "@/lib/stats/variance-components";
import { toVarianceComponents } from "@/lib/stats/variance-components-from-logits";

const NAMES = ["prompt", "rater", "residual"] as const;

describe("estimateVarianceComponents", () => {
  it("is the analysis of variance of a 2 × 2 table computed by hand", () => {
    // rows are prompts: [1, 1] and [1, −1]; mean squares 1, 1 and 1: (1 − 1) / 2, (1 − 1) / 2, 1
    const table = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 0, rater: 1, difference: 1 },
      { prompt: 1, rater: 0, difference: 1 },
      { prompt: 1, rater: 1, difference: -1 },
    ]);
    expect(estimateVarianceComponents(table).unclipped).toEqual({ prompt: 0, rater: 0, residual: 1 });
  });

  it("sets a component below 0 to 0, and says so", () => {
    // raters always contradict each other: [1, −1] and [−1, 1]; mean squares 0, 0 and 4
    const table = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 0, rater: 1, difference: -1 },
      { prompt: 1, rater: 0, difference: -1 },
      { prompt: 1, rater: 1, difference: 1 },
    ]);
    expect(estimateVarianceComponents(table)).toEqual({
      unclipped: { prompt: -2, rater: -2, residual: 4 },
      components: { prompt: 0, rater: 0, residual: 4 },
      clipped: ["prompt", "rater"],
    });
  });

  it(`agrees with ${Object.entries(golden.packages)
    .map((each) => each.join(" "))
    .join(" and ")}`, () => {
    const balanced = estimateVarianceComponents(toTable(golden.balanced.votes)).unclipped;
    const unbalanced = estimateVarianceComponents(toTable(golden.unbalanced.votes)).unclipped;
    for (const name of NAMES) {
      expect(balanced[name]).toBeCloseTo(golden.balanced.anova[name], 12);
      // REML by iteration
      expect(balanced[name]).toBeCloseTo(golden.balanced.reml[name], 4);
      expect(unbalanced[name]).toBeCloseTo(golden.unbalanced.pairs[name], 12);
    }
  });

  it("finds what looking at every pair of votes finds", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const votes = drawSmallVotes(seed, 16);
      const expected = lookAtPairs(votes);
      if (expected === null) {
        expect(() => estimateVarianceComponents(toSmallTable(votes))).toThrow(NotIdentifiableError);
        continue;
      }
      const { unclipped } = estimateVarianceComponents(toSmallTable(votes));
      for (const name of NAMES) expect(unclipped[name]).toBeCloseTo(expected[name], 12);
    }
  });

  it.each([DESIGNS[2] as Design, HEAVY_TAILED])("is unbiased: $name", (design) => {
    const { better, worse } = trueShares(design);
    const truth = toVarianceComponents({ ...design, meanDifference: better - worse });
    const drawn = Array.from({ length: 25 }, (_, seed) => {
      return estimateVarianceComponents(simulateVotes(design, 70_000 + seed).table).unclipped;
    });
    for (const name of NAMES) {
      const mean = drawn.reduce((sum, each) => sum + each[name], 0) / drawn.length;
      const squares = drawn.reduce((sum, each) => sum + (each[name] - mean) ** 2, 0);
      const standardError = Math.sqrt(squares / (drawn.length - 1) / drawn.length);
      expect(Math.abs(mean - truth[name]), name).toBeLessThan(5 * standardError);
    }
  });
});

describe("toVarianceComponents", () => {
  it(`agrees with scipy ${golden.packages.scipy}`, () => {
    for (const { guess, components } of golden.logits) {
      for (const name of NAMES) expect(toVarianceComponents(guess)[name]).toBeCloseTo(components[name], 8);
    }
  });

  it("has no prompts and no raters where all are alike, and adds to one vote's variance", () => {
    const none = toVarianceComponents({ promptSd: 0, raterSd: 0, tieRate: 0.25, meanDifference: 0.5 });
    expect(none.prompt).toBeCloseTo(0, 12);
    expect(none.rater).toBeCloseTo(0, 12);
    expect(none.residual).toBeCloseTo(0.75 - 0.25, 12);
  });

  it("refuses what cannot be", () => {
    const guess = { promptSd: 1, raterSd: 1, tieRate: 0.25, meanDifference: 0 };
    expect(() => toVarianceComponents({ ...guess, promptSd: -1 })).toThrow(RangeError);
    expect(() => toVarianceComponents({ ...guess, tieRate: 1 })).toThrow(RangeError);
    expect(() => toVarianceComponents({ ...guess, meanDifference: 0.8 })).toThrow(RangeError);
  });
});

function toTable(votes: number[][]) {
  return toSmallTable(
    votes.map(([prompt, turn, rater, difference]) => ({ prompt, turn, rater, difference }) as SmallVote),
  );
}

function lookAtPairs(votes: readonly SmallVote[]): VarianceComponents | null {
  const mean = (isWanted: (one: SmallVote, other: SmallVote) => boolean) => {
    const halves = votes.flatMap((one, place) =>
      votes.slice(place + 1).flatMap((other) => {
        return isWanted(one, other) ? [(one.difference - other.difference) ** 2 / 2] : [];
      }),
    );
    return halves.length === 0 ? null : halves.reduce((sum, half) => sum + half, 0) / halves.length;
  };
  const promptOnly = mean((one, other) => one.prompt === other.prompt && one.rater !== other.rater);
  const raterOnly = mean((one, other) => one.prompt !== other.prompt && one.rater === other.rater);
  const nothing = mean((one, other) => one.prompt !== other.prompt && one.rater !== other.rater);
  if (promptOnly === null || raterOnly === null || nothing === null) return null;
  return { prompt: nothing - promptOnly, rater: nothing - raterOnly, residual: promptOnly + raterOnly - nothing };
}
