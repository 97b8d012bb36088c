import { AGREEMENT_MEASURES, type AgreementMeasure, describeAgreement } from "@/lib/stats/agreement";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { estimateHumanModelAgreement } from "@/lib/stats/human-model-agreement";
import { orReason } from "@/lib/stats/or-reason";
import type { Calibration } from "@/lib/stats/testing/calibration";
import { DESIGNS, type Design, HEAVY_TAILED, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { trueAgreement, trueJudgeAgreement } from "@/lib/stats/testing/true-agreement";

/** As where a study buys three opinions on each comparison. */
const THIN: Design = { ...(DESIGNS[2] as Design), name: "180 × 3, 30 raters", votesPerPrompt: 3 };
const ALL = [...DESIGNS, HEAVY_TAILED, THIN];

/** Fewer than on a page: a trial has to be fast, and an interval from few draws covers a little less, not more. */
const ROUNDS = 200;

/** Which measures' intervals held the truth; null: not estimated. */
type Held = { withTies: (boolean | null)[]; withoutTies: (boolean | null)[] };

// all measures come from one computation: a design's first line in the bench pays for the others
const remembered = new Map<string, Held>();

function findHeld(design: Design, truths: Truths, seed: number): Held {
  const key = `${design.name} ${seed}`;
  const known = remembered.get(key);
  if (known) return known;
  const { table } = simulateVotes(design, seed);
  const rows = describeAgreement(table, { level: 0.95, rounds: ROUNDS, seed });
  const held = {
    withTies: rows.map(({ measure, withTies }) => holds(withTies, truths.withTies[measure])),
    withoutTies: rows.map(({ measure, withoutTies }) => holds(withoutTies, truths.withoutTies[measure])),
  };
  remembered.set(key, held);
  return held;
}

type Truths = { withTies: Record<AgreementMeasure, number>; withoutTies: Record<AgreementMeasure, number> };

function toCalibrations(design: Design): Calibration[] {
  const truths = { withTies: trueAgreement(design, true), withoutTies: trueAgreement(design, false) };
  return (["withTies", "withoutTies"] as const).flatMap((ties) =>
    AGREEMENT_MEASURES.map((measure, place) => ({
      estimator: `agreement, ${measure.replaceAll("_", " ")}, ${ties === "withTies" ? "with" : "without"} ties`,
      ...{ design: design.name, estimand: "prompts and raters like these", kind: "coverage" },
      wanted: { least: design === HEAVY_TAILED ? 0.92 : 0.93, most: 1 },
      trial: (seed) => findHeld(design, truths, seed)[ties][place] as boolean | null,
    })),
  );
}

function toJudgeCalibration(design: Design): Calibration {
  const truth = trueJudgeAgreement(design);
  return {
    ...{ estimator: "raters and a model as judge", design: design.name },
    ...{ estimand: "prompts and raters like these, this judge", kind: "coverage" },
    wanted: { least: design === HEAVY_TAILED ? 0.92 : 0.93, most: design === HEAVY_TAILED ? 0.98 : 0.97 },
    trial: (seed) => {
      const { table, promptEffects } = simulateVotes(design, seed);
      const oneJudge = { ...design, votesPerPrompt: 1, raters: 1, raterSd: 0, activitySd: 0 };
      const judge = simulateVotes(oneJudge, seed ^ 0x2545f491, promptEffects);
      return holds(
        orReason(() => estimateHumanModelAgreement(table, judge.table, { ties: true, level: 0.95 })),
        truth,
      );
    },
  };
}

function holds(found: Estimate | NotIdentifiableError, truth: number): boolean | null {
  if (found instanceof NotIdentifiableError) return null;
  return found.interval.low <= truth && truth <= found.interval.high;
}

export const AGREEMENT_CALIBRATIONS: readonly Calibration[] = [
  ...ALL.flatMap(toCalibrations),
  ...ALL.map(toJudgeCalibration),
];
