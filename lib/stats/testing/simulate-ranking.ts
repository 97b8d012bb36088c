import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import {
  A_FIRST,
  A_WINS,
  B_FIRST,
  B_WINS,
  buildCountTable,
  type Cell,
  type CountTable,
  TIE,
} from "@/lib/stats/count-table";
import { createRandom, type Random } from "@/lib/stats/random";
import { fitStrengths, type StrengthFit } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import type { Margins } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS, type ScoreModel } from "@/lib/stats/ranking/score-models";
import { chooseRaters, DESIGNS, type Design, HEAVY_TAILED } from "@/lib/stats/testing/simulate-votes";

/**
 * How votes on many models come about. Over all prompts and raters the outcomes of a pair have exactly the chances of
 * the score model; that votes share prompts and raters comes from a normal number behind each vote, of which shares
 * belong to what the prompt does to the two models and to what the rater thinks of them.
 */
export type RankingDesign = Pick<Design, "name" | "prompts" | "votesPerPrompt" | "raters" | "activitySd"> & {
  /** By model, natural-log units. */
  strengths: readonly number[];
  scoreModel: ScoreModel;
  /** On the scale it is fitted on. Of Bradley–Terry, the share of ties between equal models. */
  tie: number;
  /** Log-odds of what stands first. */
  orderEffect: number;
  /** Shares of the variance behind a vote. */
  promptShare: number;
  raterShare: number;
  /** Log-odds that go round in a circle, each model against the next: no strengths can describe them. 0: the model holds. */
  cycle: number;
};

/** The designs whose coverage of a win rate is known, with five models. */
export const RANKING_DESIGNS: readonly RankingDesign[] = DESIGNS.map(toRankingDesign);
export const HEAVY_TAILED_RANKING = toRankingDesign(HEAVY_TAILED);

function toRankingDesign(design: Design): RankingDesign {
  const { name, prompts, votesPerPrompt, raters, activitySd, promptSd, raterSd } = design;
  // the variance of a logistic vote
  const whole = promptSd ** 2 + raterSd ** 2 + Math.PI ** 2 / 3;
  return {
    ...{ name, prompts, votesPerPrompt, raters, activitySd },
    ...{ promptShare: promptSd ** 2 / whole, raterShare: raterSd ** 2 / whole },
    ...{ strengths: [0.6, 0.3, 0.1, -0.4, -0.6], scoreModel: "bradley_terry", tie: 0.25, orderEffect: 0, cycle: 0 },
  };
}

/** Votes of one study; each vote on a random pair in random order. Prompt effects: prompts × models, to be kept. */
export function simulateRanking(design: RankingDesign, seed: number, promptEffects?: Float64Array): CountTable {
  const random = createRandom(seed);
  const models = design.strengths.length;
  const prompts = promptEffects ?? drawPromptEffects(design, random);
  const raters = drawEffects(design.raters * models, random);
  const thresholds = toThresholds(design);
  const choose = chooseRaters(design, random);
  const own = Math.sqrt(1 - design.promptShare - design.raterShare);
  const [byPrompt, byRater] = [Math.sqrt(design.promptShare / 2), Math.sqrt(design.raterShare / 2)];
  const cells: Cell[] = [];
  for (let prompt = 0; prompt < design.prompts; prompt++) {
    for (const rater of choose()) {
      const { modelA, modelB } = drawPair(models, random);
      const firstShown = random.uniform() < 0.5 ? A_FIRST : B_FIRST;
      const ofPrompt = (prompts[prompt * models + modelA] as number) - (prompts[prompt * models + modelB] as number);
      const ofRater = (raters[rater * models + modelA] as number) - (raters[rater * models + modelB] as number);
      const behind = byPrompt * ofPrompt + byRater * ofRater + own * random.normal();
      const place = ((modelA * models + modelB) * 2 + firstShown) * 2;
      const outcome = behind < at(thresholds, place) ? B_WINS : behind < at(thresholds, place + 1) ? TIE : A_WINS;
      cells.push({ prompt, turn: 0, rater, modelA, modelB, firstShown, outcome, votes: 1 });
    }
  }
  return buildCountTable({ prompts: design.prompts, raters: design.raters, models }, cells);
}

export function drawPromptEffects({ prompts, strengths }: RankingDesign, random: Random): Float64Array {
  return drawEffects(prompts * strengths.length, random);
}

/**
 * What a fit of this model would find if it were given all votes that there could be: over prompts like these, or over
 * these prompts where their effects are given.
 */
export function fitTruth(design: RankingDesign, model: StrengthModel, promptEffects?: Float64Array): StrengthFit {
  return fitStrengths(toExpectedMargins(design, model.orderEffect, promptEffects), model);
}

function toExpectedMargins(design: RankingDesign, byOrder: boolean, promptEffects?: Float64Array): Margins {
  const models = design.strengths.length;
  const thresholds = toThresholds(design);
  const rows: { modelA: number; modelB: number; order: number; loss: number; notWin: number }[] = [];
  for (let modelA = 0; modelA < models; modelA++) {
    for (let modelB = modelA + 1; modelB < models; modelB++) {
      for (const firstShown of [A_FIRST, B_FIRST]) {
        const place = ((modelA * models + modelB) * 2 + firstShown) * 2;
        const below = (threshold: number) => chanceBelow(threshold, design, modelA, modelB, promptEffects);
        const order = byOrder ? (firstShown === A_FIRST ? 1 : -1) : 0;
        rows.push({
          modelA,
          modelB,
          order,
          loss: below(at(thresholds, place)),
          notWin: below(at(thresholds, place + 1)),
        });
      }
    }
  }
  return {
    models,
    groups: rows.length,
    modelA: Int32Array.from(rows, (row) => row.modelA),
    modelB: Int32Array.from(rows, (row) => row.modelB),
    order: Int8Array.from(rows, (row) => row.order),
    aWins: Float64Array.from(rows, (row) => 1 - row.notWin),
    ties: Float64Array.from(rows, (row) => row.notWin - row.loss),
    bWins: Float64Array.from(rows, (row) => row.loss),
  };
}

/** That the number behind a vote is below a threshold. */
function chanceBelow(
  threshold: number,
  { prompts, strengths, promptShare }: RankingDesign,
  modelA: number,
  modelB: number,
  effects?: Float64Array,
): number {
  if (!effects) return normalCdf(threshold, 0, 1);
  let sum = 0;
  for (let prompt = 0; prompt < prompts; prompt++) {
    const row = prompt * strengths.length;
    const mean = Math.sqrt(promptShare / 2) * (at(effects, row + modelA) - at(effects, row + modelB));
    sum += normalCdf(threshold, mean, Math.sqrt(1 - promptShare));
  }
  return sum / prompts;
}

/** By model A, model B and which stood first: below the one number B wins, below the other it is a tie. */
function toThresholds(design: RankingDesign): Float64Array {
  const models = design.strengths.length;
  const thresholds = new Float64Array(models * models * 4);
  for (let modelA = 0; modelA < models; modelA++) {
    for (let modelB = 0; modelB < models; modelB++) {
      for (const firstShown of [A_FIRST, B_FIRST]) {
        const [win, tie] = toChances(design, modelA, modelB, firstShown === A_FIRST ? 1 : -1);
        const place = ((modelA * models + modelB) * 2 + firstShown) * 2;
        thresholds[place] = normalQuantile(1 - win - tie, 0, 1);
        thresholds[place + 1] = normalQuantile(1 - win, 0, 1);
      }
    }
  }
  return thresholds;
}

function toChances(design: RankingDesign, modelA: number, modelB: number, order: number): [win: number, tie: number] {
  const { strengths, scoreModel, tie } = design;
  const round = (modelB - modelA + strengths.length) % strengths.length;
  const cycle = round === 1 ? design.cycle : round === strengths.length - 1 ? -design.cycle : 0;
  const advantage = at(strengths, modelA) - at(strengths, modelB) + order * design.orderEffect + cycle;
  const chances = new Float64Array(3);
  OUTCOME_MODELS[scoreModel].chances(advantage, tie, chances);
  if (scoreModel !== "bradley_terry") return [at(chances, 0), at(chances, 1)];
  // ties taken from both sides alike leave the half wins as they are
  const tied = 4 * tie * at(chances, 0) * at(chances, 2);
  return [at(chances, 0) - tied / 2, tied];
}

function drawPair(models: number, random: Random): { modelA: number; modelB: number } {
  const one = Math.floor(random.uniform() * models);
  const other = Math.floor(random.uniform() * (models - 1));
  return { modelA: one, modelB: other < one ? other : other + 1 };
}

function drawEffects(count: number, random: Random): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}

function at(column: ArrayLike<number>, place: number): number {
  return column[place] as number;
}
