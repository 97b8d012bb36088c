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
import { createRandom, type Random, shuffle } from "@/lib/stats/random";

/**
 * How votes on one pair of models come about: logit P(A wins | no tie) = mean + a prompt's own effect + a rater's own
 * effect, both normal; a tie comes first, with a fixed probability.
 */
export type Design = {
  name: string;
  prompts: number;
  votesPerPrompt: number;
  raters: number;
  /** Logits. */
  promptSd: number;
  raterSd: number;
  mean: number;
  tieRate: number;
  /** How unequally raters vote: the SD of the log of a rater's activity; 0: all as many. */
  activitySd: number;
};

const USUAL = { mean: 0.3, tieRate: 0.25, activitySd: 0 };

/** The four designs whose coverage is known, from few votes that hardly share to many that do. */
export const DESIGNS: readonly Design[] = [
  { ...USUAL, name: "180 × 5, 100 raters", prompts: 180, votesPerPrompt: 5, raters: 100, promptSd: 0.8, raterSd: 0.5 },
  {
    ...USUAL,
    name: "180 × 10, 100 raters",
    prompts: 180,
    votesPerPrompt: 10,
    raters: 100,
    promptSd: 0.8,
    raterSd: 0.5,
  },
  { ...USUAL, name: "180 × 10, 30 raters", prompts: 180, votesPerPrompt: 10, raters: 30, promptSd: 0.8, raterSd: 0.5 },
  { ...USUAL, name: "180 × 20, 20 raters", prompts: 180, votesPerPrompt: 20, raters: 20, promptSd: 1, raterSd: 0.7 },
];

/** Thirty raters of whom a few give most of the votes. */
export const HEAVY_TAILED: Design = {
  ...USUAL,
  ...{ name: "180 × 10, 30 raters, heavy-tailed", prompts: 180, votesPerPrompt: 10, raters: 30 },
  ...{ promptSd: 0.8, raterSd: 0.5, activitySd: 1.5 },
};

export type Simulation = {
  table: CountTable;
  /** Logits, by prompt and by rater. */
  promptEffects: number[];
  raterEffects: number[];
};

/**
 * Votes of one study with two models, 0 and 1. Each prompt gets its votes from different raters.
 *
 * @param promptEffects to be kept over repetitions, where the estimand is "these prompts"; otherwise drawn.
 */
export function simulateVotes(design: Design, seed: number, promptEffects?: readonly number[]): Simulation {
  const random = createRandom(seed);
  const prompts = promptEffects ? [...promptEffects] : drawEffects(design.prompts, design.promptSd, random);
  const raters = drawEffects(design.raters, design.raterSd, random);
  const choose = chooseRaters(design, random);
  const cells: Cell[] = [];
  for (let prompt = 0; prompt < design.prompts; prompt++) {
    for (const rater of choose()) {
      const logit = design.mean + (prompts[prompt] as number) + (raters[rater] as number);
      cells.push({ ...{ prompt, turn: 0, rater, modelA: 0, modelB: 1, votes: 1 }, ...drawVote(logit, design, random) });
    }
  }
  const sizes = { prompts: design.prompts, raters: design.raters, models: 2 };
  return { table: buildCountTable(sizes, cells), promptEffects: prompts, raterEffects: raters };
}

function drawVote(logit: number, { tieRate }: Design, random: Random): Pick<Cell, "firstShown" | "outcome"> {
  const firstShown = random.uniform() < 0.5 ? A_FIRST : B_FIRST;
  if (random.uniform() < tieRate) return { firstShown, outcome: TIE };
  return { firstShown, outcome: random.uniform() < logistic(logit) ? A_WINS : B_WINS };
}

function drawEffects(count: number, sd: number, random: Random): number[] {
  return Array.from({ length: count }, () => sd * random.normal());
}

type Turnout = Pick<Design, "raters" | "votesPerPrompt" | "activitySd">;

/** Who votes on the next prompt: as many raters as it gets votes. */
export function chooseRaters(design: Turnout, random: Random): () => number[] {
  return design.activitySd === 0 ? dealEvenly(design, random) : drawByActivity(design, random);
}

/** Raters in random order, again and again: all get as many votes, to within one, and no prompt the same rater twice. */
function dealEvenly({ raters, votesPerPrompt }: Turnout, random: Random): () => number[] {
  const deck: number[] = [];
  return () => {
    const hand: number[] = [];
    while (hand.length < votesPerPrompt) {
      if (deck.every((rater) => hand.includes(rater))) deck.push(...shuffle([...Array(raters).keys()], random));
      const next = deck.findIndex((rater) => !hand.includes(rater));
      hand.push(...deck.splice(next, 1));
    }
    return hand;
  };
}

/** Each prompt's raters drawn without replacement, by how active they are. Source: Efraimidis and Spirakis (2006). */
function drawByActivity({ raters, votesPerPrompt, activitySd }: Turnout, random: Random): () => number[] {
  const activity = Array.from({ length: raters }, () => Math.exp(activitySd * random.normal()));
  return () => {
    const keys = activity.map((weight, rater) => ({ rater, key: Math.log(random.uniform()) / weight }));
    keys.sort((one, other) => other.key - one.key);
    return keys.slice(0, votesPerPrompt).map(({ rater }) => rater);
  };
}

/** The chances of one vote, for prompts and raters like these: better, tied and worse, as seen from model 0. */
export function trueShares(design: Design): { better: number; tied: number; worse: number } {
  return toShares(design, design.mean, Math.hypot(design.promptSd, design.raterSd));
}

/** The same for these prompts, each weighing the same, and raters like these. */
export function trueSharesOfPrompts(design: Design, promptEffects: readonly number[]): ReturnType<typeof trueShares> {
  const each = promptEffects.map((effect) => toShares(design, design.mean + effect, design.raterSd));
  const mean = (of: (shares: ReturnType<typeof trueShares>) => number) =>
    each.reduce((sum, shares) => sum + of(shares), 0) / each.length;
  return { better: mean((shares) => shares.better), tied: design.tieRate, worse: mean((shares) => shares.worse) };
}

/** The logistic function averaged over a normal distribution, by the trapezoid rule: exact to 1e-9 at this width. */
function toShares({ tieRate }: Design, mean: number, sd: number): ReturnType<typeof trueShares> {
  let weights = 0;
  let sum = 0;
  for (let z = -8; z <= 8; z += 0.125) {
    const weight = Math.exp((-z * z) / 2);
    weights += weight;
    sum += weight * logistic(mean + sd * z);
  }
  const better = (1 - tieRate) * (sum / weights);
  return { better, tied: tieRate, worse: 1 - tieRate - better };
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
