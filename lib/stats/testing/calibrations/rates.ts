import { NotIdentifiableError } from "@/lib/stats/errors";
import { ESTIMANDS, type Estimand, type Interval } from "@/lib/stats/estimate";
import { estimateIndependently } from "@/lib/stats/independent-votes";
import { estimateRate } from "@/lib/stats/pair-rates";
import type { PairRate } from "@/lib/stats/pair-scores";
import type { PairVotes } from "@/lib/stats/pair-votes";
import type { Calibration } from "@/lib/stats/testing/calibration";
import { findMajorityTruth } from "@/lib/stats/testing/majority-truth";
import { drawPairVotes, findTruth, type PairDesign } from "@/lib/stats/testing/pair-truth";
import { DESIGNS, HEAVY_TAILED } from "@/lib/stats/testing/simulate-votes";

const LEVEL = 0.95;
const NOMINAL = { least: 0.93, most: 0.97 };
const HEAVY = { least: 0.92, most: 1 };

/** Prompts of 2 to 10 votes: a study in the middle of its course. */
const UNEVEN: PairDesign = {
  ...(DESIGNS[2] as PairDesign),
  ...{ name: "180 × 2 to 10, 30 raters", keepsOf: (prompt) => 2 + (prompt % 9) },
};

const SMALL: PairDesign = {
  ...{ name: "40 × 3, 12 raters", prompts: 40, votesPerPrompt: 3, raters: 12, promptSd: 0.8, raterSd: 0.5 },
  ...{ mean: 0.3, tieRate: 0.25, activitySd: 0 },
};

/** One vote in twenty is a tie, and about as many are worse; some trials have none at all. */
const RARE: PairDesign = {
  ...{ name: "30 × 2, 15 raters, one-sided", prompts: 30, votesPerPrompt: 2, raters: 15, promptSd: 0.8, raterSd: 0.5 },
  ...{ mean: 3.4, tieRate: 0.05, activitySd: 0 },
};

const ESTIMAND_NAMES: Record<Estimand, string> = {
  prompts_like_these: "prompts like these",
  these_prompts: "these prompts",
};

const RATE_NAMES: Record<PairRate, string> = {
  better: "share of better",
  tied: "share of tied",
  worse: "share of worse",
  half: "win rate with ties as half, and difference",
  dropped: "win rate without ties",
  better_or_tied: "share of better or tied",
  difference: "difference",
};

type Case = {
  estimator: string;
  design: PairDesign;
  estimand: Estimand;
  wanted: Calibration["wanted"];
  interval: (votes: PairVotes) => Interval;
  truth: () => number;
};

/** An interval of one pair's figure, held to its coverage. */
export function toPairCalibration({ estimator, design, estimand, wanted, interval, truth }: Case): Calibration {
  let known: number | undefined;
  return {
    ...{ estimator, design: design.name, estimand: ESTIMAND_NAMES[estimand], kind: "coverage", wanted },
    trial(seed) {
      known ??= truth();
      try {
        const { low, high } = interval(drawPairVotes(design, estimand, seed));
        return low <= known && known <= high;
      } catch (error) {
        if (error instanceof NotIdentifiableError) return null;
        throw error;
      }
    },
  };
}

function ofVotes(design: PairDesign, estimand: Estimand, rate: PairRate, wanted = NOMINAL): Calibration {
  return toPairCalibration({
    ...{ estimator: RATE_NAMES[rate], design, estimand, wanted },
    interval: (votes) => estimateRate(votes, rate, { estimand, aggregation: "votes", level: LEVEL }).interval,
    truth: () => findTruth(design, estimand, rate),
  });
}

function ofPrompts(design: PairDesign, estimand: Estimand, rate: PairRate): Calibration {
  return toPairCalibration({
    ...{ estimator: `${RATE_NAMES[rate]}, prompts weighing the same`, design, estimand, wanted: NOMINAL },
    interval: (votes) => estimateRate(votes, rate, { estimand, aggregation: "prompts", level: LEVEL }).interval,
    truth: () => findTruth(design, estimand, rate, "prompts"),
  });
}

function ofMajorities(design: PairDesign, estimand: Estimand, rate: PairRate, wanted = NOMINAL): Calibration {
  return toPairCalibration({
    ...{ estimator: `${RATE_NAMES[rate]}, by majority`, design, estimand, wanted },
    interval: (votes) => estimateRate(votes, rate, { estimand, aggregation: "majority", level: LEVEL }).interval,
    truth: () => findMajorityTruth(design, estimand, rate),
  });
}

/** What is usually printed; it is there to fail. */
function ofIndependentVotes(design: PairDesign): Calibration {
  const estimand = "prompts_like_these";
  return toPairCalibration({
    ...{ estimator: "the usual win rate, as if votes were independent: too narrow", design, estimand },
    wanted: { least: 0, most: 0.93 },
    interval: (votes) => estimateIndependently(votes, "half", LEVEL).interval,
    truth: () => findTruth(design, estimand, "half"),
  });
}

const RATES = ["half", "better", "better_or_tied", "dropped"] as const;

export const RATE_CALIBRATIONS: Calibration[] = ESTIMANDS.flatMap((estimand) => [
  ...DESIGNS.flatMap((design) => RATES.map((rate) => ofVotes(design, estimand, rate))),
  ...RATES.map((rate) => ofVotes(HEAVY_TAILED, estimand, rate, HEAVY)),
  ...[UNEVEN, SMALL].map((design) => ofVotes(design, estimand, "half")),
  ...(["tied", "worse"] as const).map((rate) => ofVotes(RARE, estimand, rate, { least: 0.93, most: 1 })),
  ...[UNEVEN].map((design) => ofPrompts(design, estimand, "half")),
  ...(["half", "better"] as const).flatMap((rate) => [
    ...DESIGNS.map((design) => ofMajorities(design, estimand, rate)),
    ofMajorities(HEAVY_TAILED, estimand, rate, HEAVY),
  ]),
  ...(estimand === "prompts_like_these" ? DESIGNS.map(ofIndependentVotes) : []),
]);
