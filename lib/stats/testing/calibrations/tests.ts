import { ESTIMANDS, type Estimand } from "@/lib/stats/estimate";
import { adjustByHolm } from "@/lib/stats/holm";
import { estimateRate } from "@/lib/stats/pair-rates";
import { testValue } from "@/lib/stats/students-t";
import type { Calibration } from "@/lib/stats/testing/calibration";
import { drawPairVotes } from "@/lib/stats/testing/pair-truth";
import { DESIGNS, type Design } from "@/lib/stats/testing/simulate-votes";

const NONE = { kind: "false alarms", wanted: { least: 0.03, most: 0.07 } } as const;

function testDifference(design: Design, estimand: Estimand, seed: number): number {
  const votes = drawPairVotes({ ...design, mean: 0 }, estimand, seed);
  return testValue(estimateRate(votes, "difference", { estimand, aggregation: "votes", level: 0.95 }), 0);
}

function toName(estimand: Estimand): string {
  return estimand === "these_prompts" ? "these prompts" : "prompts like these";
}

function ofOne(design: Design, estimand: Estimand): Calibration {
  return {
    ...{ ...NONE, estimator: "no difference, two-sided", design: design.name },
    estimand: `no difference, ${toName(estimand)}`,
    trial: (seed) => testDifference(design, estimand, seed) < 0.05,
  };
}

/** Three comparisons without a difference: any one that is found is a false alarm of the study. */
function ofThree(design: Design, estimand: Estimand): Calibration {
  return {
    ...{ ...NONE, estimator: "no difference, Holm over three comparisons", design: design.name },
    estimand: `no differences at all, ${toName(estimand)}`,
    trial: (seed) => {
      const ps = [0, 1, 2].map((comparison) => testDifference(design, estimand, 3 * seed + comparison));
      return adjustByHolm(ps).some((p) => p < 0.05);
    },
  };
}

export const TEST_CALIBRATIONS: Calibration[] = ESTIMANDS.flatMap((estimand) => [
  ...DESIGNS.map((design) => ofOne(design, estimand)),
  ...DESIGNS.slice(0, 1).map((design) => ofThree(design, estimand)),
]);
