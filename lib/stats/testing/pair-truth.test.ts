import { expect, test } from "vitest";
import { estimateRate } from "@/lib/stats/pair-rates";
import { findMajorityTruth } from "@/lib/stats/testing/majority-truth";
import { drawPairVotes, findTruth, type PairDesign, spreadEffects } from "@/lib/stats/testing/pair-truth";
import { DESIGNS, type Design } from "@/lib/stats/testing/simulate-votes";

const SMALL: PairDesign = { ...(DESIGNS[3] as Design), prompts: 40, votesPerPrompt: 6 };

test("prompts that are kept mirror each other and are as far apart as drawn ones", () => {
  for (const design of DESIGNS) {
    const effects = spreadEffects(design);
    expect(effects.reduce((sum, effect) => sum + effect, 0)).toBeCloseTo(0, 9);
    const variance = effects.reduce((sum, effect) => sum + effect ** 2, 0) / effects.length;
    expect(Math.sqrt(variance) / design.promptSd).toBeCloseTo(1, 1);
    expect(new Set(effects).size).toBe(design.prompts);
  }
});

test("the truth over votes, over prompts and over majorities is what many studies come to", () => {
  const uneven = { ...SMALL, keepsOf: (prompt: number) => 1 + (prompt % 6) };
  const estimand = "these_prompts";
  const cases = [
    { design: uneven, aggregation: "votes", truth: findTruth(uneven, estimand, "better", "votes") },
    { design: uneven, aggregation: "prompts", truth: findTruth(uneven, estimand, "better", "prompts") },
    { design: SMALL, aggregation: "majority", truth: findMajorityTruth(SMALL, estimand, "better") },
  ] as const;
  for (const { design, aggregation, truth } of cases) {
    const values = Array.from({ length: 80 }, (_, seed) => {
      return estimateRate(drawPairVotes(design, estimand, seed), "better", { estimand, aggregation, level: 0.95 })
        .value;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    expect(Math.abs(mean - truth)).toBeLessThan(5 * Math.sqrt(variance / values.length));
  }
});
