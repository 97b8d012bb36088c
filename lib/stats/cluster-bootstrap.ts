import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand, Interval } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { findRange, type PairRate, RATE_SCORES } from "@/lib/stats/pair-scores";
import { type Clusters, type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { createRandom, type Random } from "@/lib/stats/random";
import { findVoteInfluences } from "@/lib/stats/vote-spread";

export type RateBootstrapOptions = {
  estimand: Estimand;
  weighing: "votes" | "prompts";
  level: number;
  rounds: number;
  seed: number;
};

/**
 * A second opinion on the interval of a rate, which takes no t distribution for granted. Each round draws as many
 * raters as there are, with replacement, and for "prompts like these" as many prompts; a ballot then weighs how often
 * its rater was drawn times how often its prompt was. The round's rate is set in relation to the round's own clustered
 * standard error, and the interval takes the quantiles of that (bootstrap-t). Percentiles of the rates themselves would
 * be too narrow with few raters, and far too wide with prompts and raters both drawn.
 *
 * @param options rounds at least 99; with prompts weighing the same, ballots keep the weights that they have.
 * @throws {RangeError} rounds too few or not whole, or level out of range.
 * @throws {NotIdentifiableError} what `estimateRate` throws; all votes alike; or rounds without a spread.
 * Cost: O(rounds · ballots). Source: Hall (1988), Annals of Statistics 16(3); Davezies, D'Haultfœuille and Guyonvarch
 * (2021), Annals of Statistics 49(2).
 */
export function bootstrapRate(votes: PairVotes, rate: PairRate, options: RateBootstrapOptions): Interval {
  const { estimand, weighing, level, rounds, seed } = options;
  if (!Number.isInteger(rounds) || rounds < 99) throw new RangeError(`${rounds} rounds are too few.`);
  const { value, standardError } = estimateRate(votes, rate, { estimand, aggregation: weighing, level });
  const { influence, weight } = findVoteInfluences(votes, RATE_SCORES[rate], weighing);
  if (influence.every((of) => Math.abs(of) < 1e-15)) {
    throw new NotIdentifiableError("All votes are alike: their spread is not known.");
  }
  const cells = joinCells(votes, influence, weight);
  const random = createRandom(seed);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const times = {
      rater: drawTimes(votes.raters.count, random),
      prompt: estimand === "these_prompts" ? null : drawTimes(votes.prompts.count, random),
    };
    const ratio = findStudentized(cells, times);
    if (ratio !== null) ratios.push(ratio);
  }
  if (ratios.length < 0.9 * rounds) {
    throw new NotIdentifiableError("Too few prompts or raters to draw from: too many draws have no spread.");
  }
  ratios.sort((one, other) => one - other);
  const quantile = (share: number) =>
    ratios[clamp(Math.round(share * (ratios.length + 1)) - 1, ratios.length)] as number;
  const [least, most] = findRange(rate);
  const low = Math.max(least, value - quantile((1 + level) / 2) * standardError);
  const high = Math.min(most, value - quantile((1 - level) / 2) * standardError);
  return { low, high, level };
}

function clamp(place: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place));
}

/** Ballots of one prompt and rater put together. */
type Cells = {
  count: number;
  influence: Float64Array;
  weight: Float64Array;
  prompts: Clusters;
  raters: Clusters;
};

function joinCells(votes: PairVotes, influence: Float64Array, weight: Float64Array): Cells {
  const { count, of } = votes.promptRaters;
  const prompt = new Int32Array(count);
  const rater = new Int32Array(count);
  of.forEach((cell, ballot) => {
    prompt[cell] = votes.prompts.of[ballot] as number;
    rater[cell] = votes.raters.of[ballot] as number;
  });
  return {
    count,
    influence: sumByCluster(influence, votes.promptRaters),
    weight: sumByCluster(weight, votes.promptRaters),
    prompts: { count: votes.prompts.count, of: prompt },
    raters: { count: votes.raters.count, of: rater },
  };
}

/** How often each of `count` things is drawn in `count` draws. */
function drawTimes(count: number, random: Random): Float64Array {
  const times = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const drawn = Math.floor(random.uniform() * count);
    times[drawn] = (times[drawn] as number) + 1;
  }
  return times;
}

/** How far a round's rate is from the rate, in the round's own standard errors; null: it has none. */
function findStudentized(cells: Cells, times: { rater: Float64Array; prompt: Float64Array | null }): number | null {
  const { prompts, raters } = cells;
  const timesOf = (cell: number) => {
    const ofPrompt = times.prompt === null ? 1 : (times.prompt[prompts.of[cell] as number] as number);
    return ofPrompt * (times.rater[raters.of[cell] as number] as number);
  };
  let total = 0;
  let sum = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const drawn = timesOf(cell);
    total += drawn * (cells.weight[cell] as number);
    sum += drawn * (cells.influence[cell] as number);
  }
  if (total <= 0) return null;
  const moved = sum / total;
  const byPrompt = new Float64Array(prompts.count);
  const byRater = new Float64Array(raters.count);
  let ofBoth = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const prompt = prompts.of[cell] as number;
    const rater = raters.of[cell] as number;
    const off = ((cells.influence[cell] as number) - moved * (cells.weight[cell] as number)) / total;
    const ofPrompt = times.prompt === null ? 1 : (times.prompt[prompt] as number);
    const ofRater = times.rater[rater] as number;
    // the sum of one copy of a rater runs over all copies of prompts, and the other way about
    byRater[rater] = (byRater[rater] as number) + ofPrompt * off;
    byPrompt[prompt] = (byPrompt[prompt] as number) + ofRater * off;
    ofBoth += ofPrompt * ofRater * off * off;
  }
  const ofRaters = sumSquares(byRater, times.rater);
  if (times.prompt === null) return toRatio(moved, ofRaters);
  const ofPrompts = sumSquares(byPrompt, times.prompt);
  return toRatio(moved, Math.max(ofPrompts + ofRaters - ofBoth, ofPrompts, ofRaters));
}

function toRatio(moved: number, variance: number): number | null {
  return variance > 1e-18 ? moved / Math.sqrt(variance) : null;
}

/** Over all copies, as of equal clusters. */
function sumSquares(sums: Float64Array, times: Float64Array): number {
  const squares = sums.reduce((total, sum, cluster) => total + (times[cluster] as number) * sum * sum, 0);
  return (squares * times.length) / (times.length - 1);
}
