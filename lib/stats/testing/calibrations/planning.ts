import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Estimand, Estimate } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { createRandom, shuffle } from "@/lib/stats/random";
import { planStudy, type StudyPlan } from "@/lib/stats/study-plan";
import type { Calibration } from "@/lib/stats/testing/calibration";
import {
  DESIGNS,
  type Design,
  simulateVotes,
  trueShares,
  trueSharesOfPrompts,
} from "@/lib/stats/testing/simulate-votes";
import { toVarianceComponents } from "@/lib/stats/variance-components-from-logits";

const LEVEL = 0.95;

/** By how much a plan may be wrong: three points, and two standard errors of 2,000 trials. */
function findTolerance(power: number): number {
  return 0.03 + 2 * Math.sqrt((power * (1 - power)) / 2000);
}

/** The plan of a study that turns out as its planner guessed. */
export function planDesign(design: Design, estimand: Estimand): StudyPlan {
  const { better, worse } = trueShares(design);
  const { promptSd, raterSd, tieRate, prompts, raters, votesPerPrompt } = design;
  const components = toVarianceComponents({ promptSd, raterSd, tieRate, meanDifference: better - worse });
  const sizes = { prompts, raters, votes: prompts * votesPerPrompt };
  const aims = { minimumDifference: findTrueDifference(design, estimand), wantedHalfWidth: 0.05, pricePerVote: 0.1 };
  return planStudy({ ...sizes, ...aims, components, estimand, level: LEVEL });
}

/** The same study done, and its difference estimated as the dashboards estimate it. */
export function estimateDesign(design: Design, estimand: Estimand, seed: number): Estimate {
  const { table } = simulateVotes(design, seed, estimand === "these_prompts" ? spreadPrompts(design) : undefined);
  return estimateRate(gatherPairVotes(table, 0), "difference", { estimand, aggregation: "votes", level: LEVEL });
}

function findTrueDifference(design: Design, estimand: Estimand): number {
  const shares = estimand === "these_prompts" ? trueSharesOfPrompts(design, spreadPrompts(design)) : trueShares(design);
  return shares.better - shares.worse;
}

/** The same prompts in all trials, neither harder nor easier than prompts like these, and in no order. */
function spreadPrompts({ prompts, promptSd }: Design): number[] {
  const quantiles = Array.from({ length: prompts }, (_, prompt) => normalQuantile((prompt + 0.5) / prompts, 0, 1));
  return shuffle(quantiles, createRandom(1)).map((quantile) => promptSd * quantile);
}

function toPowerCalibration(design: Design, estimand: Estimand): Calibration {
  const { power } = planDesign(design, estimand);
  const tolerance = findTolerance(power);
  return {
    estimator: "power, as planned",
    design: design.name,
    estimand: estimand === "these_prompts" ? "these prompts" : "prompts like these",
    kind: "power",
    wanted: { least: power - tolerance, most: Math.min(1, power + tolerance) },
    trial: (seed) => {
      const { low, high } = estimateDesign(design, estimand, seed).interval;
      return low > 0 || high < 0;
    },
  };
}

/** How often a difference is found, beside how often the plan said that it would be. */
export const PLANNING_CALIBRATIONS: Calibration[] = DESIGNS.flatMap((design) => [
  toPowerCalibration(design, "prompts_like_these"),
  toPowerCalibration(design, "these_prompts"),
]);
