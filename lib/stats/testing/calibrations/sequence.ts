import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { computeConfidenceSequence, FIRST_RATER_SHOWN, type FinishedRater } from "@/lib/stats/confidence-sequence";
import { createRandom } from "@/lib/stats/random";
import type { Calibration } from "@/lib/stats/testing/calibration";
import {
  DESIGNS,
  type Design,
  HEAVY_TAILED,
  simulateVotes,
  trueSharesOfPrompts,
} from "@/lib/stats/testing/simulate-votes";
import { sumVotesBy } from "@/lib/stats/vote-differences";

/** Far more raters than are needed for a finding, as where somebody waits for one. */
const LONG: Design = {
  ...(DESIGNS[1] as Design),
  ...{ name: "180 × 20, 400 raters", votesPerPrompt: 20, raters: 400 },
};

/** Looked at after each rater from the 20th on; held only if the truth for these prompts is inside each time. */
function toSequenceCalibration(design: Design, least: number): Calibration {
  return {
    estimator: "difference, confidence sequence",
    design: design.name,
    estimand: "these prompts, looked at after each rater",
    kind: "coverage",
    wanted: { least, most: 1 },
    trial: (seed) => {
      const { raters, truth } = simulateArrivals(design, seed);
      if (raters.length < FIRST_RATER_SHOWN) return null;
      return computeConfidenceSequence(raters).every(({ interval }) => interval.low <= truth && truth <= interval.high);
    },
  };
}

/** The usual interval, made for one look, looked at just as often: it has to fail. */
function toFixedCalibration(design: Design): Calibration {
  return {
    estimator: "difference, fixed interval by rater (the usual method)",
    design: design.name,
    estimand: "these prompts, looked at after each rater",
    kind: "coverage",
    wanted: { least: 0, most: 0.93 },
    trial: (seed) => {
      const { raters, truth } = simulateArrivals(design, seed);
      for (let count = FIRST_RATER_SHOWN; count <= raters.length; count++) {
        if (!isInFixedInterval(raters.slice(0, count), truth)) return false;
      }
      return true;
    },
  };
}

function isInFixedInterval(raters: readonly FinishedRater[], truth: number): boolean {
  const votes = raters.reduce((sum, rater) => sum + rater.votes, 0);
  const mean = raters.reduce((sum, rater) => sum + rater.value * rater.votes, 0) / votes;
  const squares = raters.reduce((sum, rater) => sum + (rater.votes * (rater.value - mean)) ** 2, 0);
  const standardError = Math.sqrt((squares * raters.length) / (raters.length - 1)) / votes;
  return Math.abs(mean - truth) <= tQuantile(0.975, raters.length - 1) * standardError;
}

/** Raters in the order in which they finish, and what is true of the prompts they judged. */
function simulateArrivals(design: Design, seed: number): { raters: FinishedRater[]; truth: number } {
  const random = createRandom(seed);
  const promptEffects = Array.from({ length: design.prompts }, () => design.promptSd * random.normal());
  const { table } = simulateVotes(design, seed + 1e6, promptEffects);
  const sums = sumVotesBy(table, (cell) => table.rater[cell] as number);
  // raters are numbered without regard to what they say
  const inOrder = [...sums].sort(([one], [other]) => one - other);
  const raters = inOrder.map(([, { votes, difference }]) => ({ value: difference / votes, votes }));
  const { better, worse } = trueSharesOfPrompts(design, promptEffects);
  return { raters, truth: better - worse };
}

export const SEQUENCE_CALIBRATIONS: Calibration[] = [
  ...[...DESIGNS, LONG].map((design) => toSequenceCalibration(design, 0.93)),
  toSequenceCalibration(HEAVY_TAILED, 0.92),
  ...[DESIGNS[1] as Design, LONG].map(toFixedCalibration),
];
