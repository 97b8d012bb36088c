import { expect, test } from "vitest";
import { type AssignmentDesign, simulateAssignment } from "@/lib/results/testing/simulate-assignment";

const usual = { promptSd: 0.6, raterSd: 0.5, tieRate: 0.2 };
const DESIGN: AssignmentDesign = {
  ...{ prompts: 40, raters: 60, pairsPerRater: 10, capacity: 20, estimand: "these_prompts", floor: 0.25 },
  refreshEvery: 60,
  pairs: [
    { ...usual, mean: 3.5, tieRate: 0.05 },
    { ...usual, mean: 0.1 },
    { ...usual, mean: -0.1 },
  ],
};

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

test("active assignment narrows the widest interval at equal votes, and still covers the truth", () => {
  const widest = { active: 0, fewest_first: 0 };
  let covered = 0;
  for (const policy of ["active", "fewest_first"] as const) {
    for (const seed of SEEDS) {
      const { pairs } = simulateAssignment(DESIGN, policy, seed);
      expect(pairs.reduce((sum, { votes }) => sum + votes, 0)).toBe(600);
      widest[policy] += Math.max(...pairs.map(({ halfWidth }) => halfWidth));
      if (policy === "active") covered += pairs.filter(({ isCovered }) => isCovered).length;
    }
  }
  expect(widest.active / widest.fewest_first).toBeLessThan(0.94);
  // of 60 intervals; fewer than 50 would hold the truth once in 10,000 runs
  expect(covered).toBeGreaterThanOrEqual(50);
});

test("no pair is drawn less often than its floor, and a seed decides the study", () => {
  const outcome = simulateAssignment(DESIGN, "active", 7);
  expect(outcome.leastPropensity).toBeGreaterThanOrEqual(0.25 / 3 - 1e-12);
  expect(outcome).toEqual(simulateAssignment(DESIGN, "active", 7));
});
