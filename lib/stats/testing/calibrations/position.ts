import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { orReason } from "@/lib/stats/or-reason";
import { estimateAdjustedDifference, estimateFirstRate } from "@/lib/stats/side-bias";
import { testValue } from "@/lib/stats/students-t";
import type { Calibration } from "@/lib/stats/testing/calibration";
import {
  type Sides,
  simulateSideBias,
  trueAdjustedDifference,
  trueFirstRate,
} from "@/lib/stats/testing/simulate-side-bias";
import { DESIGNS, type Design, HEAVY_TAILED } from "@/lib/stats/testing/simulate-votes";

const NO_BIAS: Sides = { mean: 0, spread: 0, firstShare: 0.5 };
/** Raters differ in which side they favour, and have no favourite in all. */
const OWN_SIDES: Sides = { mean: 0, spread: 0.2, firstShare: 0.5 };
const FIRST_FAVOURED: Sides = { mean: 0.15, spread: 0.15, firstShare: 0.5 };
/** The same, where one order was shown more than twice as often. */
const UNBALANCED: Sides = { ...FIRST_FAVOURED, firstShare: 0.7 };

function toTestCalibration(design: Design, sides: Sides): Calibration {
  return {
    estimator: "side bias, test of none",
    design: design.name,
    estimand: sides.spread === 0 ? "no bias" : "no bias in all; raters have sides of their own",
    kind: "false alarms",
    wanted: { least: 0.03, most: design === HEAVY_TAILED ? 0.08 : 0.07 },
    trial: (seed) => {
      const rate = orReason(() => estimateFirstRate(simulateSideBias(design, sides, seed), 0.95));
      return rate instanceof NotIdentifiableError ? null : testValue(rate, 0.5) < 0.05;
    },
  };
}

function toRateCalibration(design: Design): Calibration {
  const truth = trueFirstRate(FIRST_FAVOURED);
  return {
    ...{ estimator: "first position chosen, two-way clustered", design: design.name },
    ...{ estimand: "prompts and raters like these; the first is favoured", kind: "coverage", wanted: wanted(design) },
    trial: (seed) => holds(() => estimateFirstRate(simulateSideBias(design, FIRST_FAVOURED, seed), 0.95), truth),
  };
}

function toDifferenceCalibration(design: Design, sides: Sides): Calibration {
  const truth = trueAdjustedDifference(design, sides);
  const orders = sides.firstShare === 0.5 ? "both orders as often" : "one order more often";
  return {
    ...{ estimator: "difference adjusted for sides, two-way clustered", design: design.name },
    ...{ estimand: `prompts and raters like these; ${orders}`, kind: "coverage", wanted: wanted(design) },
    trial: (seed) => holds(() => estimateAdjustedDifference(simulateSideBias(design, sides, seed), 0, 0.95), truth),
  };
}

function holds(estimate: () => Estimate, truth: number): boolean | null {
  const found = orReason(estimate);
  if (found instanceof NotIdentifiableError) return null;
  return found.interval.low <= truth && truth <= found.interval.high;
}

function wanted(design: Design): Calibration["wanted"] {
  return { least: design === HEAVY_TAILED ? 0.92 : 0.93, most: design === HEAVY_TAILED ? 0.98 : 0.97 };
}

const ALL = [...DESIGNS, HEAVY_TAILED];

export const POSITION_CALIBRATIONS: readonly Calibration[] = [
  ...ALL.map((design) => toTestCalibration(design, NO_BIAS)),
  ...ALL.map((design) => toTestCalibration(design, OWN_SIDES)),
  ...ALL.map(toRateCalibration),
  ...ALL.map((design) => toDifferenceCalibration(design, FIRST_FAVOURED)),
  ...ALL.map((design) => toDifferenceCalibration(design, UNBALANCED)),
];
