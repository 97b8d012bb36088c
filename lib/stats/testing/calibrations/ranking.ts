import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand, Interval } from "@/lib/stats/estimate";
import { createRandom } from "@/lib/stats/random";
import { type FittedTable, fitTable, type StrengthFit } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import { testPairwiseFit } from "@/lib/stats/ranking/pairwise-fit";
import { rankSimultaneously } from "@/lib/stats/ranking/simultaneous-ranks";
import { bootstrapClusters, bootstrapVotes, toDifferenceInterval } from "@/lib/stats/ranking/strength-bootstrap";
import { estimateCovariance, toDifferenceVariance } from "@/lib/stats/ranking/strength-covariance";
import {
  estimateDifference,
  estimateOrderEffect,
  estimateStrength,
  estimateTieParameter,
  type Fitted,
} from "@/lib/stats/ranking/strength-estimates";
import type { Calibration } from "@/lib/stats/testing/calibration";
import {
  drawPromptEffects,
  fitTruth,
  HEAVY_TAILED_RANKING,
  RANKING_DESIGNS,
  type RankingDesign,
  simulateRanking,
} from "@/lib/stats/testing/simulate-ranking";

const LEVEL = 0.95;
const NOMINAL = { least: 0.93, most: 0.97 };
const AT_LEAST = { least: 0.93, most: 1 };
const HEAVY = { least: 0.92, most: 1 };
const TEST = { least: 0.03, most: 0.07 };
const ROUNDS = 300;

const BRADLEY_TERRY: StrengthModel = { scoreModel: "bradley_terry", orderEffect: false };
const WITH_ORDER: StrengthModel = { scoreModel: "bradley_terry", orderEffect: true };
const DAVIDSON: StrengthModel = { scoreModel: "davidson", orderEffect: true };
const RAO_KUPPER: StrengthModel = { scoreModel: "rao_kupper", orderEffect: true };

/** What a study of this design is fitted with, and whether the figure held the truth. */
type Covers = (fitted: FittedTable, truth: StrengthFit, seed: number, estimand: Estimand) => boolean;

type Case = { estimator: string; design: RankingDesign; model: StrengthModel; wanted: Calibration["wanted"] };

function toCoverage(part: Case, estimand: Estimand, covers: Covers): Calibration {
  const { estimator, model, wanted } = part;
  const design = withModel(part.design, model);
  const effects = estimand === "these_prompts" ? drawPromptEffects(design, createRandom(99)) : undefined;
  let truth: StrengthFit | undefined;
  return {
    ...{ estimator, design: design.name, wanted, kind: "coverage" },
    estimand: estimand === "these_prompts" ? "these prompts" : "prompts like these",
    trial: refusedAsNull((seed) => {
      truth ??= fitTruth(design, model, effects);
      return covers(fitTable(simulateRanking(design, seed, effects), model), truth, seed, estimand);
    }),
  };
}

/** Ties as this model has them, and something for an order effect to find. */
function withModel(design: RankingDesign, { scoreModel, orderEffect }: StrengthModel): RankingDesign {
  const tie = { bradley_terry: 0.25, davidson: -0.3, rao_kupper: 0.6 }[scoreModel];
  return { ...design, scoreModel, tie, orderEffect: orderEffect ? 0.2 : 0 };
}

function refusedAsNull(trial: (seed: number) => boolean): Calibration["trial"] {
  return (seed) => {
    try {
      return trial(seed);
    } catch (error) {
      if (error instanceof NotIdentifiableError) return null;
      throw error;
    }
  };
}

function holds({ low, high }: Interval, truth: number): boolean {
  return low <= truth && truth <= high;
}

/** Each trial looks at another pair, as all of them must keep their word. */
function pickPair(models: number, seed: number): [one: number, other: number] {
  const one = seed % models;
  return [one, (one + 1 + (Math.floor(seed / models) % (models - 1))) % models];
}

function toDifference({ strengths }: StrengthFit, one: number, other: number): number {
  return (strengths[one] as number) - (strengths[other] as number);
}

function toFitted(fitted: FittedTable, estimand: Estimand): Fitted {
  return { fitted, covariance: estimateCovariance(fitted, estimand) };
}

const difference: Covers = (fitted, truth, seed, estimand) => {
  const [one, other] = pickPair(fitted.table.models, seed);
  const { interval } = estimateDifference(toFitted(fitted, estimand), one, other, LEVEL);
  return holds(interval, toDifference(truth, one, other));
};

const strength: Covers = (fitted, truth, seed, estimand) => {
  const model = seed % fitted.table.models;
  return holds(estimateStrength(toFitted(fitted, estimand), model, LEVEL).interval, truth.strengths[model] as number);
};

const orderEffect: Covers = (fitted, truth, _seed, estimand) => {
  const estimate = estimateOrderEffect(toFitted(fitted, estimand), LEVEL);
  return estimate !== null && holds(estimate.interval, truth.orderEffect as number);
};

const tieParameter: Covers = (fitted, truth, _seed, estimand) => {
  const estimate = estimateTieParameter(toFitted(fitted, estimand), LEVEL);
  return estimate !== null && holds(estimate.interval, truth.tieParameter as number);
};

const allDifferences: Covers = (fitted, truth, seed, estimand) => {
  const covariance = estimateCovariance(fitted, estimand);
  const { criticalValue } = rankSimultaneously(fitted.fit.strengths, covariance, LEVEL, seed);
  return truth.strengths.every((_, one) =>
    truth.strengths.every((__, other) => {
      const off = toDifference(fitted.fit, one, other) - toDifference(truth, one, other);
      return Math.abs(off) <= criticalValue * Math.sqrt(toDifferenceVariance(covariance, one, other));
    }),
  );
};

const allRanks: Covers = (fitted, { strengths }, seed, estimand) =>
  rankSimultaneously(fitted.fit.strengths, estimateCovariance(fitted, estimand), LEVEL, seed).ranks.every(
    ({ low, high }, model) => {
      const trueRank = 1 + strengths.filter((other) => other > (strengths[model] as number)).length;
      return low <= trueRank && trueRank <= high;
    },
  );

const clusterBootstrap: Covers = (fitted, truth, seed, estimand) => {
  const [one, other] = pickPair(fitted.table.models, seed);
  const covariance = estimateCovariance(fitted, estimand);
  const bootstrap = bootstrapClusters(fitted, covariance, { rounds: ROUNDS, level: LEVEL, seed });
  return holds(toDifferenceInterval(bootstrap, one, other), toDifference(truth, one, other));
};

const voteBootstrap: Covers = (fitted, truth, seed) => {
  const [one, other] = pickPair(fitted.table.models, seed);
  const bootstrap = bootstrapVotes(fitted, { rounds: ROUNDS, level: LEVEL, seed });
  return holds(toDifferenceInterval(bootstrap, one, other), toDifference(truth, one, other));
};

function toFalseAlarms(model: StrengthModel, raw: RankingDesign, estimand: Estimand): Calibration {
  // of these prompts alone the model holds just where prompts do nothing to the models
  const design = withModel(estimand === "these_prompts" ? { ...raw, promptShare: 0 } : raw, model);
  return {
    estimator: `fit of the pairwise table, ${NAMES[model.scoreModel]}${model.orderEffect ? " with order effect" : ""}`,
    ...{ design: design.name, kind: "false alarms", wanted: TEST },
    estimand:
      estimand === "these_prompts" ? "the model holds for these prompts" : "the model holds for prompts like these",
    trial: refusedAsNull((seed) => {
      const fitted = fitTable(simulateRanking(design, seed), model);
      return testPairwiseFit(fitted, estimateCovariance(fitted, estimand)).p < 1 - LEVEL;
    }),
  };
}

const NAMES = { bradley_terry: "Bradley–Terry", davidson: "Davidson", rao_kupper: "Rao–Kupper" } as const;
const BOTH: readonly Estimand[] = ["prompts_like_these", "these_prompts"];
const [FEW_VOTES, , , MANY_VOTES] = RANKING_DESIGNS as [RankingDesign, RankingDesign, RankingDesign, RankingDesign];

/** One calibration a design and estimand. */
function overDesigns(
  estimator: string,
  model: StrengthModel,
  covers: Covers,
  { designs = RANKING_DESIGNS, wanted = NOMINAL } = {},
): Calibration[] {
  return designs.flatMap((design) =>
    BOTH.map((estimand) => toCoverage({ estimator, design, model, wanted }, estimand, covers)),
  );
}

const HEAVY_ONLY = { designs: [HEAVY_TAILED_RANKING], wanted: HEAVY };
const FEW_AND_MANY = { designs: [FEW_VOTES, MANY_VOTES] };
const IN_A_CIRCLE = {
  designs: [FEW_VOTES, MANY_VOTES].map((design) => ({ ...design, name: `${design.name}, in a circle`, cycle: 0.4 })),
};
const INDEPENDENT = { ...FEW_VOTES, name: `${FEW_VOTES.name}, independent votes`, promptShare: 0, raterShare: 0 };

export const RANKING_CALIBRATIONS: Calibration[] = [
  ...overDesigns("Bradley–Terry difference", BRADLEY_TERRY, difference),
  ...overDesigns("Bradley–Terry difference", BRADLEY_TERRY, difference, HEAVY_ONLY),
  ...overDesigns("Bradley–Terry difference", BRADLEY_TERRY, difference, IN_A_CIRCLE),
  ...overDesigns("Bradley–Terry score", BRADLEY_TERRY, strength),
  ...overDesigns("order effect, Bradley–Terry", WITH_ORDER, orderEffect),
  ...overDesigns("Davidson difference", DAVIDSON, difference),
  ...overDesigns("Davidson tie parameter", DAVIDSON, tieParameter, FEW_AND_MANY),
  ...overDesigns("order effect, Davidson", DAVIDSON, orderEffect, FEW_AND_MANY),
  ...overDesigns("Rao–Kupper difference", RAO_KUPPER, difference),
  ...overDesigns("Rao–Kupper tie parameter", RAO_KUPPER, tieParameter, FEW_AND_MANY),
  ...overDesigns("all differences at once", BRADLEY_TERRY, allDifferences, { wanted: AT_LEAST }),
  ...overDesigns("all differences at once", BRADLEY_TERRY, allDifferences, HEAVY_ONLY),
  ...overDesigns("all ranks at once", BRADLEY_TERRY, allRanks, { wanted: AT_LEAST }),
  ...overDesigns("bootstrap over prompts and raters", BRADLEY_TERRY, clusterBootstrap, { wanted: AT_LEAST }),
  toCoverage(
    { estimator: "bootstrap of votes", design: INDEPENDENT, model: BRADLEY_TERRY, wanted: AT_LEAST },
    "prompts_like_these",
    voteBootstrap,
  ),
  ...RANKING_DESIGNS.flatMap((design) =>
    [BRADLEY_TERRY, DAVIDSON, RAO_KUPPER].flatMap((model) => BOTH.map((of) => toFalseAlarms(model, design, of))),
  ),
];
