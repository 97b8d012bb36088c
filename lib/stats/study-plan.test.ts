import { describe, expect, it } from "vitest";
import golden from "@/lib/stats/golden/power.json";
import { planStudy, predictHalfWidth, type StudyPlanInput } from "@/lib/stats/study-plan";
import { computePower } from "@/lib/stats/study-plan-power";
import { calibrate } from "@/lib/stats/testing/calibration";
import { estimateDesign, PLANNING_CALIBRATIONS, planDesign } from "@/lib/stats/testing/calibrations/planning";
import { DESIGNS, type Design } from "@/lib/stats/testing/simulate-votes";

const STUDY: StudyPlanInput = {
  ...{ prompts: 180, raters: 100, votes: 900, components: { prompt: 0.06, rater: 0.03, residual: 0.63 } },
  ...{ estimand: "prompts_like_these", level: 0.95, minimumDifference: 0.1, wantedHalfWidth: 0.06, pricePerVote: 0.2 },
};

describe("computePower", () => {
  it(`agrees with ${Object.entries(golden.packages)
    .map((each) => each.join(" "))
    .join(" and ")}`, () => {
    for (const { noncentrality, degreesOfFreedom, level, statsmodels, scipy } of golden.cases) {
      const power = computePower(noncentrality, degreesOfFreedom, level);
      expect(power).toBeCloseTo(statsmodels, 9);
      expect(power).toBeCloseTo(scipy, 9);
    }
  });

  it("is lower for a cautious test, and normal with many degrees of freedom", () => {
    expect(computePower(2.8, 1e8, 0.95)).toBeCloseTo(0.79956, 4);
    expect(computePower(2.8, 30, 0.95, 1.1)).toBeLessThan(computePower(2.8, 30, 0.95));
  });

  it("refuses what is out of range", () => {
    expect(() => computePower(Number.NaN, 10, 0.95)).toThrow(RangeError);
    expect(() => computePower(1, 0.5, 0.95)).toThrow(RangeError);
    expect(() => computePower(1, 10, 1)).toThrow(RangeError);
    expect(() => computePower(1, 10, 0.95, 0)).toThrow(RangeError);
  });
});

describe("planStudy", () => {
  it("adds variances as by hand", () => {
    const plan = planStudy(STUDY);
    // 0.06 / 180 + 0.03 / 100 + 0.63 / 900 = 0.0013333; Student's t with 99 degrees of freedom: 1.98422
    expect(plan.standardError).toBeCloseTo(0.0365148, 7);
    expect(plan.halfWidth).toBeCloseTo(1.984217 * 0.0365148, 6);
    // 0.06 / 180 alone; 179 degrees of freedom: 1.97331
    expect(plan.floorHalfWidth).toBeCloseTo(1.973305 * Math.sqrt(0.06 / 180), 6);
    expect(plan.cost).toBeCloseTo(180, 9);
    const these = planStudy({ ...STUDY, estimand: "these_prompts" });
    expect(these.standardError).toBeCloseTo(Math.sqrt(0.03 / 100 + 0.69 / 900), 12);
    expect(these.floorHalfWidth).toBe(0);
  });

  it("never promises less than the floor, nor reaches it", () => {
    const { floorHalfWidth } = planStudy(STUDY);
    let before = Number.POSITIVE_INFINITY;
    for (let size = 1; size <= 2 ** 20; size *= 4) {
      const { halfWidth } = planStudy({ ...STUDY, raters: 100 * size, votes: 900 * size });
      expect(halfWidth).toBeLessThan(before);
      expect(halfWidth).toBeGreaterThan(floorHalfWidth);
      before = halfWidth;
    }
    expect(before).toBeCloseTo(floorHalfWidth, 5);
  });

  it("names the fewest votes that reach the aim, with as many a rater as now", () => {
    const { requiredVotes } = planStudy(STUDY);
    const reach = (votes: number) => planStudy({ ...STUDY, raters: Math.round(votes / 9), votes }).halfWidth;
    expect(requiredVotes).toBeGreaterThan(900);
    expect(reach(requiredVotes as number)).toBeCloseTo(0.06, 3);
    expect(planStudy({ ...STUDY, wantedHalfWidth: 0.03 }).requiredVotes).toBeNull();
    expect(planStudy({ ...STUDY, wantedHalfWidth: 0.2 }).requiredVotes).toBeLessThan(900);
  });

  it("says what the next money should buy", () => {
    const next = (change: Partial<StudyPlanInput>) => planStudy({ ...STUDY, ...change }).next;
    expect(next({ wantedHalfWidth: 0.08 })).toBe("enough");
    expect(next({ wantedHalfWidth: 0.03 })).toBe("nothing");
    expect(next({ components: { prompt: 0.06, rater: 0.001, residual: 0.2 }, wantedHalfWidth: 0.04 })).toBe("prompts");
    expect(next({ components: { prompt: 0.01, rater: 0.1, residual: 0.6 } })).toBe("raters");
    expect(next({ components: { prompt: 0.01, rater: 0.01, residual: 0.7 } })).toBe("votes");
  });

  it("buys no prompts where they are dear or the question is of these prompts, and no votes where all are cast", () => {
    const ofPrompts = { components: { prompt: 0.06, rater: 0.01, residual: 0.2 }, wantedHalfWidth: 0.04 };
    expect(planStudy({ ...STUDY, ...ofPrompts }).bestBuy).toBe("prompts");
    expect(planStudy({ ...STUDY, ...ofPrompts, pricePerPrompt: 5 }).bestBuy).not.toBe("prompts");
    expect(planStudy({ ...STUDY, ...ofPrompts, estimand: "these_prompts" }).bestBuy).not.toBe("prompts");
    const few = { prompts: 45, raters: 20, components: { prompt: 0, rater: 0, residual: 0.75 } };
    expect(planStudy({ ...STUDY, ...few }).bestBuy).toBe("raters");
    expect(planStudy({ ...STUDY, ...few, raters: 21 }).bestBuy).toBe("votes");
  });

  it("needs no price to compare", () => {
    expect(planStudy({ ...STUDY, pricePerVote: 0 })).toEqual({ ...planStudy(STUDY), cost: 0 });
  });

  it("knows the power of votes that never vary", () => {
    const sure = { ...STUDY, components: { prompt: 0, rater: 0, residual: 0 } };
    expect(planStudy(sure).power).toBe(1);
    expect(planStudy({ ...sure, minimumDifference: 0 }).power).toBeCloseTo(0.05, 12);
  });

  it("gives the half-width by itself", () => {
    expect(predictHalfWidth(STUDY)).toBe(planStudy(STUDY).halfWidth);
  });

  it("refuses what is out of range", () => {
    const wrong: Partial<StudyPlanInput>[] = [
      ...[{ prompts: 1 }, { raters: 1 }, { votes: 0.5 }, { level: 1 }, { minimumDifference: 2 }],
      ...[{ wantedHalfWidth: -1 }, { pricePerVote: Number.NaN }, { pricePerRater: -1 }],
      { components: { prompt: -0.1, rater: 0, residual: 1 } },
      { unevenness: { prompt: { variance: 0.5, degrees: 1 }, rater: { variance: 1, degrees: 1 }, residual: 1 } },
    ];
    for (const change of wrong) expect(() => planStudy({ ...STUDY, ...change })).toThrow(RangeError);
  });
});

describe("a plan that comes true", () => {
  const estimands = ["prompts_like_these", "these_prompts"] as const;

  it.each([DESIGNS[0] as Design, DESIGNS[2] as Design])("has the half-width that was planned: $name", (design) => {
    for (const estimand of estimands) {
      const repetitions = 20;
      let halfWidth = 0;
      for (let seed = 0; seed < repetitions; seed++) {
        const { low, high } = estimateDesign(design, estimand, 40_000 + seed).interval;
        halfWidth += (high - low) / 2 / repetitions;
      }
      const { halfWidth: planned } = planDesign(design, estimand);
      expect(Math.abs(planned / halfWidth - 1), estimand).toBeLessThan(0.05);
    }
  });

  it.each(PLANNING_CALIBRATIONS.slice(0, 2).map((row) => [`${row.design}, ${row.estimand}`, row] as const))(
    "finds the difference as often as planned: %s",
    (_, row) => {
      const repetitions = 30;
      const { share } = calibrate(row, repetitions, 30_000);
      const slack = 5 * Math.sqrt(0.25 / repetitions);
      expect(share).toBeGreaterThan(row.wanted.least - slack);
      expect(share).toBeLessThan(row.wanted.most + slack);
    },
  );
});
