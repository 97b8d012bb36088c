import { describe, expect, test } from "vitest";
import { none } from "@/lib/results/analyse/figure";
import { writeHeadline } from "@/lib/results/analyse/headline";
import { writeVerdict } from "@/lib/results/analyse/verdicts";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import type { Estimated, Figure, PairAnalysis } from "@/lib/results/analysis-schema";
import type { Decision } from "@/lib/stats/verdict";

const OPTIONS = toDefaultOptions(null);

function estimated(value: number, half = 0.04): Figure<Estimated> {
  const interval = { low: value - half, high: value + half, level: 0.95 };
  return { ok: true, value: { value, standardError: half / 2, degreesOfFreedom: 90, interval } };
}

const pair = (change: Partial<PairAnalysis> = {}) =>
  ({
    ...{ model: "Koala-13B", opponent: "Alpaca-13B", promptSet: "Koala test set", votes: 900, reason: null },
    ...{ betterShare: estimated(0.499), worseShare: estimated(0.296), difference: estimated(0.203, 0.076) },
    ...change,
  }) as PairAnalysis;

const write = (decision: Decision, change: Partial<PairAnalysis> = {}) =>
  writeVerdict({ decision, pair: pair(change), plan: none("No plan."), contrasts: 6, options: OPTIONS });

const interval = (low: number, high: number) => ({ low, high, level: 0.95 });

describe("each of the five findings has its sentence:", () => {
  test("preferred, seen from the model", () => {
    const decision = {
      kind: "preferred",
      isFirst: true,
      value: 0.203,
      interval: interval(0.127, 0.279),
      p: 0.001,
    } as const;
    expect(write(decision)).toEqual({
      kind: "preferred",
      finding: "Koala-13B is preferred.",
      figures: "Better in 50% of votes, worse in 30%: a difference of 20 points, between 13 and 28.",
      needs: null,
    });
  });

  test("preferred, where it is the opponent", () => {
    const value = -0.141;
    const decision = { kind: "preferred", isFirst: false, value, interval: interval(-0.21, -0.07), p: 0.001 } as const;
    const shares = { betterShare: estimated(0.296), worseShare: estimated(0.437) };
    expect(write(decision, shares)).toMatchObject({
      finding: "Alpaca-13B is preferred.",
      figures: "Koala-13B is better in 30% of votes, worse in 44%: a difference of 14 points, between 7 and 21.",
    });
  });

  test("equivalent", () => {
    const known = { value: 0.01, interval: interval(-0.03, 0.04), margin: 0.05, p: 0.01 };
    expect(write({ kind: "equivalent", isDetectable: false, ...known })).toMatchObject({
      finding: "Equivalent within the declared margin.",
      figures: "The difference is 1 point, between −3 and 4; the declared margin is 5 points.",
    });
    const detectable = write({ kind: "equivalent", isDetectable: true, ...known });
    expect(detectable.figures).toMatch(/It is not chance, and too small to matter\.$/);
  });

  test("inconclusive, and what is needed", () => {
    const known = {
      needs: "raters",
      requiredVotes: null,
      value: -0.067,
      interval: interval(-0.13, -0.004),
      p: 0.11,
    } as const;
    expect(write({ kind: "inconclusive", ...known })).toEqual({
      kind: "inconclusive",
      finding: "Inconclusive.",
      figures:
        "The difference is −7 points, between −13 and −0.4, and could be chance among six comparisons (Holm p = 0.11). Needed: more raters.",
      needs: "raters",
    });
  });

  test("exhausted", () => {
    const known = { floorHalfWidth: 0.018, value: -0.007, interval: interval(-0.03, 0.016), p: 1 };
    expect(write({ kind: "exhausted", ...known })).toMatchObject({
      finding: "Nothing more on this set will tell.",
      figures:
        "The difference is −0.7 points, between −3 and 2. More votes on these prompts cannot bring the interval within 2 points either way.",
    });
  });

  test("none, with the reason", () => {
    const { finding } = write({ kind: "none" }, { reason: "There are no votes on this pair yet." });
    expect(finding).toBe("Cannot be estimated, because there are no votes on this pair yet.");
    const missing = none("All votes that count here are of one rater: how another rater's would differ is not known.");
    expect(write({ kind: "none" }, { difference: missing }).finding).toMatch(/because all votes that count here/);
  });
});

describe("the headline", () => {
  const preferred = { kind: "preferred", isFirst: true, value: 0.2, interval: interval(0.1, 0.3), p: 0.001 } as const;
  const open = { needs: null, requiredVotes: null, value: 0, interval: interval(-0.1, 0.1), p: 1 };
  const undecided = { kind: "inconclusive", ...open } as const;
  const judged = (opponent: string, decision: Decision, promptSet = "one") => ({
    pair: { promptSet, model: "Koala", opponent, votes: 9 },
    decision,
  });

  test("names who is preferred to whom, and counts the rest", () => {
    const all = [judged("A", preferred), judged("B", preferred), judged("C", { ...preferred, isFirst: false })];
    expect(writeHeadline([...all, judged("D", undecided)])).toBe(
      "Koala is preferred to A and B. C is preferred to Koala. One comparison is undecided.",
    );
    expect(writeHeadline([judged("A", preferred), judged("A", undecided, "two")])).toBe(
      "Koala is preferred to A on one. One comparison is undecided.",
    );
  });

  test("counts where there is too much to name, and says where there is nothing", () => {
    const many = ["one", "two", "three", "four"].map((set) => judged("A", preferred, set));
    expect(writeHeadline(many)).toBe("In four of four comparisons one of the two is preferred.");
    const none = {
      pair: { promptSet: "one", model: "K", opponent: "A", votes: 0 },
      decision: { kind: "none" } as const,
    };
    expect(writeHeadline([none])).toBe("There are no votes yet.");
    expect(writeHeadline([none, judged("A", undecided)])).toBe(
      "One comparison is undecided. One cannot be estimated yet.",
    );
  });
});
