import { describe, expect, it } from "vitest";
import { decideVerdict, type Evidence, findDecidingHalfWidth } from "@/lib/stats/verdict";

const DIFFERENCE = { value: 0.1, interval: { low: 0.03, high: 0.17, level: 0.95 } };
const PLAN = { next: "prompts", bestBuy: "prompts", floorHalfWidth: 0.04, requiredVotes: 2000 } as const;
const NOTHING = { next: "nothing", bestBuy: "raters", floorHalfWidth: 0.12, requiredVotes: null } as const;

function decide(change: Partial<Evidence>) {
  return decideVerdict({ difference: DIFFERENCE, holmP: 0.3, equivalence: null, plan: PLAN, ...change });
}

describe("decideVerdict", () => {
  it("prefers the first or the second model by the adjusted p-value alone", () => {
    expect(decide({ holmP: 0.049 })).toEqual({ kind: "preferred", isFirst: true, ...DIFFERENCE, p: 0.049 });
    const against = { value: -0.1, interval: { low: -0.17, high: -0.03, level: 0.95 } };
    expect(decide({ holmP: 0.01, difference: against })).toMatchObject({ kind: "preferred", isFirst: false });
    expect(decide({ holmP: 0.05 }).kind).toBe("inconclusive");
  });

  it("finds equivalence only within a declared margin, before any difference that is too small to matter", () => {
    const equivalence = { margin: 0.2, p: 0.01 };
    expect(decide({ equivalence })).toMatchObject({ kind: "equivalent", isDetectable: false, margin: 0.2, p: 0.01 });
    expect(decide({ equivalence, holmP: 0.01 })).toMatchObject({ kind: "equivalent", isDetectable: true });
    expect(decide({ equivalence: { margin: 0.2, p: 0.05 }, holmP: 0.01 }).kind).toBe("preferred");
  });

  it("says what is needed, also where the aim is reached without a finding or there is no plan", () => {
    expect(decide({})).toMatchObject({ kind: "inconclusive", needs: "prompts", requiredVotes: 2000 });
    expect(decide({ plan: { ...PLAN, next: "enough", bestBuy: "votes" } })).toMatchObject({ needs: "votes" });
    expect(decide({ plan: null })).toMatchObject({ kind: "inconclusive", needs: null, requiredVotes: null });
  });

  it("gives up on these prompts only where nothing was found", () => {
    expect(decide({ plan: NOTHING })).toMatchObject({ kind: "exhausted", floorHalfWidth: 0.12, p: 0.3 });
    expect(decide({ plan: NOTHING, holmP: 0.01 }).kind).toBe("preferred");
    expect(decide({ plan: NOTHING, equivalence: { margin: 0.2, p: 0.01 } }).kind).toBe("equivalent");
  });

  it("says nothing without a difference or a p-value, whatever else is known", () => {
    expect(decide({ difference: null })).toEqual({ kind: "none" });
    expect(decide({ holmP: null, equivalence: { margin: 0.2, p: 0.01 } })).toEqual({ kind: "none" });
  });

  it("refuses a p-value that is none", () => {
    expect(() => decide({ holmP: 1.2 })).toThrow(RangeError);
    expect(() => decide({ equivalence: { margin: 0.1, p: Number.NaN } })).toThrow(RangeError);
  });
});

describe("findDecidingHalfWidth", () => {
  it("is the difference, or what is left to the margin, whichever is wider", () => {
    expect(findDecidingHalfWidth(-0.08, null)).toBe(0.08);
    expect(findDecidingHalfWidth(0.01, 0.05)).toBeCloseTo(0.04, 12);
    expect(findDecidingHalfWidth(0.04, 0.05)).toBe(0.04);
    expect(findDecidingHalfWidth(0.2, 0.05)).toBe(0.2);
    expect(findDecidingHalfWidth(0, null)).toBe(0);
  });

  it("refuses a difference or a margin that cannot be", () => {
    expect(() => findDecidingHalfWidth(2, null)).toThrow(RangeError);
    expect(() => findDecidingHalfWidth(0, 0)).toThrow(RangeError);
  });
});
