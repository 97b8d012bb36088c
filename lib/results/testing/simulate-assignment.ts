import { chooseWeights } from "@/lib/results/choose-weights";
import { measurePair } from "@/lib/results/measure-pair";
import { A_FIRST, A_WINS, B_FIRST, B_WINS, buildCountTable, type Cell, selectPair, TIE } from "@/lib/stats/count-table";
import type { Estimand } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { createRandom, type Random } from "@/lib/stats/random";
import { spreadEffects } from "@/lib/stats/testing/pair-truth";
import { type Design, trueShares, trueSharesOfPrompts } from "@/lib/stats/testing/simulate-votes";

/** A study of several pairs that raters come to one after the other, each a prompt once, as the scheduler hands them out. */
export type AssignmentDesign = {
  prompts: number;
  raters: number;
  pairsPerRater: number;
  /** Places of each comparison. */
  capacity: number;
  estimand: Estimand;
  floor: number;
  /** Votes between two refreshes of the weights. */
  refreshEvery: number;
  /** One a pair of models; its prompts and raters have effects of their own on it. */
  pairs: Pick<Design, "mean" | "promptSd" | "raterSd" | "tieRate">[];
};

export type PairOutcome = {
  votes: number;
  halfWidth: number;
  /** The interval holds what the study would find were it repeated without end. */
  isCovered: boolean;
};

export type AssignmentOutcome = {
  pairs: PairOutcome[];
  /** The least probability with which any pair that had a place was drawn. */
  leastPropensity: number;
};

/** One study, start to end; its seed decides it. */
export function simulateAssignment(
  design: AssignmentDesign,
  policy: "active" | "fewest_first",
  seed: number,
): AssignmentOutcome {
  const random = createRandom(seed);
  const effects = drawEffects(design, random);
  const load = design.pairs.map(() => new Int32Array(design.prompts));
  const cells: Cell[] = [];
  let weights = design.pairs.map(() => 1);
  let leastPropensity = 1;
  for (let rater = 0; rater < design.raters; rater++) {
    const met = new Uint8Array(design.prompts);
    const leanings = design.pairs.map(({ raterSd }) => raterSd * random.normal());
    for (let trial = 0; trial < design.pairsPerRater; trial++) {
      const free = load.map((loads) => listFewest(loads, met, design.capacity));
      const drawn = policy === "active" ? drawByWeight(free, weights, random) : drawFewest(free, load, random);
      leastPropensity = Math.min(leastPropensity, drawn.propensity);
      const { pair, prompt } = drawn;
      const logit = (effects[pair]?.[prompt] ?? 0) + (leanings[pair] ?? 0) + (design.pairs[pair]?.mean ?? 0);
      cells.push({ ...toCell(pair, prompt, rater), ...drawVote(logit, design.pairs[pair]?.tieRate ?? 0, random) });
      met[prompt] = 1;
      const loads = load[pair] as Int32Array;
      loads[prompt] = (loads[prompt] as number) + 1;
      if (policy === "active" && cells.length % design.refreshEvery === 0) weights = refresh(design, cells, load);
    }
  }
  return { pairs: judge(design, cells), leastPropensity };
}

/** By pair and prompt: as a normal sample lies on the average where the prompts are the question, else drawn anew. */
function drawEffects({ pairs, prompts, estimand }: AssignmentDesign, random: Random): number[][] {
  return pairs.map((pair) => {
    if (estimand === "these_prompts") return spreadEffects(toDesign(pair, prompts));
    return Array.from({ length: prompts }, () => pair.promptSd * random.normal());
  });
}

function toDesign(pair: AssignmentDesign["pairs"][number], prompts: number): Design {
  return { ...pair, name: "", prompts, votesPerPrompt: 1, raters: 1, activitySd: 0 };
}

type Free = { prompts: number[]; load: number };

/** Of one pair, the prompts that this rater has not met and that have fewest votes. */
function listFewest(loads: Int32Array, met: Uint8Array, capacity: number): Free {
  let load = capacity;
  let prompts: number[] = [];
  for (let prompt = 0; prompt < loads.length; prompt++) {
    const of = loads[prompt] as number;
    if (met[prompt] === 1 || of > load || of === capacity) continue;
    if (of < load) [load, prompts] = [of, []];
    prompts.push(prompt);
  }
  return { prompts, load };
}

type Drawn = { pair: number; prompt: number; propensity: number };

function drawByWeight(free: Free[], weights: number[], random: Random): Drawn {
  const open = free.map(({ prompts }, pair) => (prompts.length > 0 ? (weights[pair] as number) : 0));
  const sum = open.reduce((total, weight) => total + weight, 0);
  let at = random.uniform() * sum;
  const pair = open.findIndex((weight) => {
    at -= weight;
    return weight > 0 && at < 0;
  });
  return { pair, prompt: pickOne(free[pair]?.prompts ?? [], random), propensity: (open[pair] as number) / sum };
}

function drawFewest(free: Free[], load: Int32Array[], random: Random): Drawn {
  const least = Math.min(...free.filter(({ prompts }) => prompts.length > 0).map((each) => each.load));
  const all = free.flatMap((each, pair) =>
    each.load === least ? each.prompts.map((prompt) => ({ pair, prompt })) : [],
  );
  return { ...pickOne(all, random), propensity: 1 / load.length };
}

function pickOne<T>(list: T[], random: Random): T {
  return list[Math.floor(random.uniform() * list.length)] as T;
}

function toCell(pair: number, prompt: number, rater: number) {
  return { prompt, turn: 0, rater, modelA: 2 * pair, modelB: 2 * pair + 1, votes: 1 };
}

function drawVote(logit: number, tieRate: number, random: Random): Pick<Cell, "firstShown" | "outcome"> {
  const firstShown = random.uniform() < 0.5 ? A_FIRST : B_FIRST;
  if (random.uniform() < tieRate) return { firstShown, outcome: TIE };
  return { firstShown, outcome: random.uniform() < 1 / (1 + Math.exp(-logit)) ? A_WINS : B_WINS };
}

/** As the worker does it. */
function refresh(design: AssignmentDesign, cells: Cell[], load: Int32Array[]): number[] {
  const plan = { estimand: design.estimand, aggregation: "votes" } as const;
  return chooseWeights(
    listTables(design, cells).map((table, pair) => {
      const taken = load[pair]?.reduce((sum, votes) => sum + votes, 0) ?? 0;
      return measurePair([{ table, focus: 2 * pair }], plan, design.prompts * design.capacity - taken);
    }),
    design.floor,
  );
}

function listTables({ prompts, raters, pairs }: AssignmentDesign, cells: Cell[]) {
  const whole = buildCountTable({ prompts, raters, models: 2 * pairs.length }, cells);
  return pairs.map((_, pair) => selectPair(whole, 2 * pair, 2 * pair + 1));
}

function judge(design: AssignmentDesign, cells: Cell[]): PairOutcome[] {
  const options = { estimand: design.estimand, aggregation: "votes", level: 0.95 } as const;
  return listTables(design, cells).map((table, pair) => {
    const votes = gatherPairVotes(table, 2 * pair);
    const { low, high } = estimateRate(votes, "difference", options).interval;
    const truth = findTruth(design, pair);
    return { votes: votes.ballots, halfWidth: (high - low) / 2, isCovered: low <= truth && truth <= high };
  });
}

const truths = new WeakMap<AssignmentDesign, number[]>();

function findTruth(design: AssignmentDesign, pair: number): number {
  const known =
    truths.get(design) ?? design.pairs.map((each) => trueDifference(toDesign(each, design.prompts), design));
  truths.set(design, known);
  return known[pair] as number;
}

function trueDifference(of: Design, { estimand }: AssignmentDesign): number {
  const { better, worse } = estimand === "these_prompts" ? trueSharesOfPrompts(of, spreadEffects(of)) : trueShares(of);
  return better - worse;
}
