import type { Estimand } from "@/lib/stats/estimate";
import { toCriticalT } from "@/lib/stats/students-t";
import { computePower } from "@/lib/stats/study-plan-power";
import type { VarianceComponents } from "@/lib/stats/variance-components";

/** By how much votes that are spread unevenly tell less than the same votes spread evenly; ≥ 1. */
export type Unevenness = {
  prompt: ClusterUnevenness;
  rater: ClusterUnevenness;
  /** Of the residual's part of the variance: above 1 where a rater's votes on one prompt say the same again. */
  residual: number;
};

export type ClusterUnevenness = {
  /** How many times the variance of even clusters. */
  variance: number;
  /** How many clusters are worth one where degrees of freedom are counted. */
  degrees: number;
};

const EVEN_CLUSTERS = { variance: 1, degrees: 1 };
const EVEN: Unevenness = { prompt: EVEN_CLUSTERS, rater: EVEN_CLUSTERS, residual: 1 };

export type StudyPlanInput = {
  prompts: number;
  raters: number;
  /** In all. */
  votes: number;
  components: VarianceComponents;
  unevenness?: Unevenness;
  estimand: Estimand;
  /** Of the interval, as 0.95. */
  level: number;
  /** The true difference (better minus worse, 0 to 1) that the power is for. */
  minimumDifference: number;
  /** The aim. 0: no interval is narrow enough. */
  wantedHalfWidth: number;
  /** In any one currency; prompts and raters may cost beyond the votes that are spent on them. */
  pricePerVote: number;
  pricePerPrompt?: number;
  pricePerRater?: number;
};

export type Purchase = "prompts" | "raters" | "votes";

export type StudyPlan = {
  standardError: number;
  degreesOfFreedom: number;
  halfWidth: number;
  /** However many votes and raters are bought for these prompts. */
  floorHalfWidth: number;
  power: number;
  cost: number;
  /** Votes on these prompts, each rater giving as many as now, that reach the aim; null: none do. */
  requiredVotes: number | null;
  /** What the next money should buy; "enough": the aim is reached; "nothing": on these prompts nothing reaches it. */
  next: Purchase | "enough" | "nothing";
  /** The best purchase, wherever the aim is. */
  bestBuy: Purchase;
};

/** More prompts or more raters are work beyond their price: they must bring so much more for the money than votes. */
const WORTH_THE_WORK = 1.25;

/** Votes past which a study is not planned. */
const MOST_VOTES = 1e12;

/**
 * What a study of one pair will be able to say: half-width of the clustered interval of better minus worse, power,
 * cost, and what the next money should buy.
 *
 * Variance of the difference: "prompts like these": prompt / prompts + rater / raters + residual / votes; "these
 * prompts": rater / raters + (prompt + residual) / votes, which is what an interval clustered by rater shows, as
 * raters vote on different prompts. Power knows that the prompts stay. Purchases are compared by how much variance the next unit of money takes away: votes
 * by the same raters on the same prompts; new raters, or new prompts, with as many votes each as now. Where both bring
 * about the same, votes are advised.
 *
 * @throws {RangeError} an argument out of its range.
 * Cost: O(log votes). Source: variance of a mean of a crossed random-effects design, Searle, Casella and McCulloch
 * (1992); Kish (1965) for uneven spreads.
 */
export function planStudy(input: StudyPlanInput): StudyPlan {
  checkInput(input);
  const { prompts, raters, votes, wantedHalfWidth } = input;
  const { standardError, degreesOfFreedom, halfWidth } = predictInterval(input, votes);
  const floorHalfWidth = predictInterval(input, Number.POSITIVE_INFINITY).halfWidth;
  const bestBuy = findBestBuy(input);
  const isReached = halfWidth <= wantedHalfWidth;
  const isOutOfReach = !isReached && floorHalfWidth >= wantedHalfWidth;
  return {
    ...{ standardError, degreesOfFreedom, halfWidth, floorHalfWidth, bestBuy },
    power: predictPower(input),
    cost: votes * input.pricePerVote + prompts * (input.pricePerPrompt ?? 0) + raters * (input.pricePerRater ?? 0),
    requiredVotes: isOutOfReach ? null : findRequiredVotes(input),
    next: isReached ? "enough" : isOutOfReach ? "nothing" : bestBuy,
  };
}

/**
 * The plan's half-width alone, for many plans side by side.
 *
 * @throws {RangeError} as planStudy.
 * Cost: O(1).
 */
export function predictHalfWidth(input: StudyPlanInput): number {
  checkInput(input);
  return predictInterval(input, input.votes).halfWidth;
}

/** With so many votes on the same prompts, by raters who give as many each as planned. */
function predictInterval(input: StudyPlanInput, votes: number) {
  const { prompts, estimand, unevenness = EVEN } = input;
  const raters = (input.raters * votes) / input.votes;
  const { byPrompt, byRater, byVote } = toTerms(input);
  const standardError = Math.sqrt(byPrompt / prompts + byRater / raters + byVote / votes);
  const ofRaters = raters / unevenness.rater.degrees - 1;
  const ofPrompts = estimand === "these_prompts" ? Infinity : prompts / unevenness.prompt.degrees - 1;
  const degreesOfFreedom = Math.max(1, Math.min(ofPrompts, ofRaters));
  return { standardError, degreesOfFreedom, halfWidth: toCriticalT(input.level, degreesOfFreedom) * standardError };
}

function predictPower(input: StudyPlanInput): number {
  const { raters, votes, components, estimand, minimumDifference, level } = input;
  const { standardError, degreesOfFreedom } = predictInterval(input, votes);
  const { byRater, byVote } = toTerms(input);
  const ofPrompts = estimand === "these_prompts" ? components.prompt : 0;
  const trueError = ofPrompts === 0 ? standardError : Math.sqrt(byRater / raters + (byVote - ofPrompts) / votes);
  // votes that never vary find any difference
  if (trueError === 0) return minimumDifference === 0 ? 1 - level : 1;
  return computePower(minimumDifference / trueError, degreesOfFreedom, level, standardError / trueError);
}

/** What is divided by prompts, by raters, and by votes. */
function toTerms({ components, estimand, unevenness = EVEN }: StudyPlanInput) {
  const byRater = components.rater * unevenness.rater.variance;
  const residual = components.residual * unevenness.residual;
  if (estimand === "these_prompts") return { byPrompt: 0, byRater, byVote: residual + components.prompt };
  return { byPrompt: components.prompt * unevenness.prompt.variance, byRater, byVote: residual };
}

/** By the variance that one more unit of money takes away. */
function findBestBuy(input: StudyPlanInput): Purchase {
  const { prompts, raters, votes, estimand, pricePerVote, pricePerPrompt = 0, pricePerRater = 0 } = input;
  const { byPrompt, byRater, byVote } = toTerms(input);
  // each is the variance that doubling takes away at its present rate, over what doubling costs
  const spentOnVotes = votes * (pricePerVote || Number.EPSILON);
  const gainOfVotes = byVote / votes / spentOnVotes;
  const gainOfRaters = (byRater / raters + byVote / votes) / (spentOnVotes + raters * pricePerRater);
  const gainOfPrompts =
    estimand === "these_prompts"
      ? 0
      : (byPrompt / prompts + byVote / votes) / (spentOnVotes + prompts * pricePerPrompt);
  // nobody judges a prompt twice
  const isExhausted = votes >= prompts * raters;
  if (!isExhausted && gainOfVotes * WORTH_THE_WORK >= Math.max(gainOfRaters, gainOfPrompts)) return "votes";
  return gainOfPrompts > gainOfRaters ? "prompts" : "raters";
}

/** The fewest votes that reach the aim: half-widths fall with votes, so by bisection. */
function findRequiredVotes(input: StudyPlanInput): number | null {
  const isEnough = (votes: number) => predictInterval(input, votes).halfWidth <= input.wantedHalfWidth;
  let high = 1;
  while (!isEnough(high)) {
    high *= 2;
    if (high > MOST_VOTES) return null;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function checkInput(input: StudyPlanInput): void {
  const { prompts, raters, votes, components, unevenness, level, minimumDifference, wantedHalfWidth } = input;
  const fewestPrompts = input.estimand === "these_prompts" ? 1 : 2;
  for (const [name, value, least] of [
    ["prompts", prompts, fewestPrompts],
    ["raters", raters, 2],
    ["votes", votes, 1],
  ] as const) {
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`${name} is ${value}: a whole number from ${least} on is wanted.`);
    }
  }
  for (const [name, value] of Object.entries({ ...components, wantedHalfWidth, ...pricesOf(input) })) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} is ${value}: at least 0 is wanted.`);
  }
  const { prompt, rater, residual } = unevenness ?? EVEN;
  for (const value of [prompt.variance, prompt.degrees, rater.variance, rater.degrees, residual]) {
    if (!(value >= 1 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`An unevenness is ${value}.`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`The level is ${level}: above 0 and below 1 is wanted.`);
  if (!(minimumDifference >= 0 && minimumDifference <= 1)) {
    throw new RangeError(`The difference to be found is ${minimumDifference}: 0 to 1 is wanted.`);
  }
}

function pricesOf({ pricePerVote, pricePerPrompt = 0, pricePerRater = 0 }: StudyPlanInput) {
  return { pricePerVote, pricePerPrompt, pricePerRater };
}
