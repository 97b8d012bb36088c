import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Interval } from "@/lib/stats/estimate";
import { createRandom } from "@/lib/stats/random";
import { factorSemidefinite, multiply, multiplyColumn } from "@/lib/stats/ranking/cholesky";
import { drawChiSquare, drawGamma } from "@/lib/stats/ranking/draw-gamma";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import type { Margins } from "@/lib/stats/ranking/margins";
import { createRefit } from "@/lib/stats/ranking/refit";
import type { StrengthCovariance } from "@/lib/stats/ranking/strength-covariance";

export type BootstrapOptions = { rounds: number; level: number; seed: number };

export type StrengthBootstrap = {
  rounds: number;
  models: number;
  level: number;
  /** rounds × models, by rounds; natural-log units, mean 0 in each round. */
  strengths: Float64Array;
  /** By model: percentiles of its strengths. */
  intervals: Interval[];
};

/** Rounds in which a strength would be infinite are drawn again: at most this share of them. */
const MOST_REDRAWN = 0.01;

/**
 * Strengths refitted to votes that weigh at random, each vote by itself: too narrow where votes share prompts and raters.
 * Every vote weighs an exponential draw, so that votes that are alike weigh a gamma draw together and a round costs no
 * more than their margins; unlike resampled votes, these never disconnect the win graph.
 *
 * @throws {RangeError} rounds not whole or below 2, or level outside 0 to 1.
 * Cost: rounds · (groups + models²). Source: Rubin (1981), Ann. Statist. 9(1).
 */
export function bootstrapVotes(fitted: FittedTable, options: BootstrapOptions): StrengthBootstrap {
  const random = createRandom(options.seed);
  const { margins, fit } = fitted;
  const weighted: Margins = { ...margins, aWins: new Float64Array(margins.groups) };
  weighted.ties = new Float64Array(margins.groups);
  weighted.bWins = new Float64Array(margins.groups);
  const none = new Float64Array(fit.layout.size);
  const refit = createRefit(fitted);
  return runRounds(fit.layout.models, options, (out) => {
    for (let group = 0; group < margins.groups; group++) {
      weighted.aWins[group] = weigh(margins.aWins[group] as number);
      weighted.ties[group] = weigh(margins.ties[group] as number);
      weighted.bWins[group] = weigh(margins.bWins[group] as number);
    }
    return refit(weighted, none, out);
  });
  function weigh(votes: number): number {
    return votes > 0 ? drawGamma(votes, random) : 0;
  }
}

/**
 * Strengths refitted with the summed scores moved at random, as the votes' clusters move them: the Gaussian multiplier
 * bootstrap over prompts and raters. Multipliers over prompts plus multipliers over raters would count twice what
 * belongs to one vote, and no multipliers take it off again; but given the votes, sums of Gaussian multipliers are
 * normal with the clusters' sum of squares for covariance, so that draws with the covariance less the overlap stand in
 * for them. Divided by the root of chi-square over its degrees of freedom, for few clusters.
 *
 * @throws {RangeError} rounds not whole or below 2, or level outside 0 to 1.
 * @throws {NotIdentifiableError} in more than one round in a hundred a strength would be infinite.
 * Cost: rounds · (groups + parameters²). Source: Kline and Santos (2012), J. Econometric Methods 1(1), for the score
 * bootstrap; Davezies, D'Haultfœuille and Guyonvarch (2021), Ann. Statist. 49(2), for two-way clusters.
 */
export function bootstrapClusters(
  fitted: FittedTable,
  covariance: StrengthCovariance,
  options: BootstrapOptions,
): StrengthBootstrap {
  const random = createRandom(options.seed);
  const { size, degreesOfFreedom } = covariance;
  // the information turns a move of the parameters into the move of the scores that makes it
  const root = multiply(covariance.information, factorSemidefinite(covariance.matrix, size), size);
  const z = new Float64Array(size);
  const moved = new Float64Array(size);
  const refit = createRefit(fitted);
  return runRounds(fitted.fit.layout.models, options, (out) => {
    const spread = Math.sqrt(degreesOfFreedom / drawChiSquare(degreesOfFreedom, random));
    for (let index = 0; index < size; index++) z[index] = spread * random.normal();
    multiplyColumn(root, size, z, moved);
    return refit(fitted.margins, moved, out);
  });
}

/** The difference of two models' strengths: percentiles over the rounds. */
export function toDifferenceInterval(bootstrap: StrengthBootstrap, one: number, other: number): Interval {
  const { rounds, models, strengths, level } = bootstrap;
  const differences = Float64Array.from(
    { length: rounds },
    (_, round) => (strengths[round * models + one] as number) - (strengths[round * models + other] as number),
  );
  return toPercentiles(differences, level);
}

function runRounds(
  models: number,
  { rounds, level, seed: _ }: BootstrapOptions,
  draw: (out: Float64Array) => boolean,
): StrengthBootstrap {
  if (!Number.isInteger(rounds) || rounds < 2)
    throw new RangeError(`${rounds} rounds: a whole number from 2 is wanted.`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}: between 0 and 1 is wanted.`);
  const strengths = new Float64Array(rounds * models);
  let redrawn = 0;
  for (let round = 0; round < rounds; round++) {
    const out = strengths.subarray(round * models, (round + 1) * models);
    while (!draw(out)) {
      if (++redrawn > MOST_REDRAWN * rounds) {
        throw new NotIdentifiableError("There are so few votes that chance alone would make some strengths infinite.");
      }
    }
  }
  const column = new Float64Array(rounds);
  const intervals = Array.from({ length: models }, (_, model) => {
    for (let round = 0; round < rounds; round++) column[round] = strengths[round * models + model] as number;
    return toPercentiles(column, level);
  });
  return { rounds, models, level, strengths, intervals };
}

/** Between the order statistics on both sides, linearly. Sorts in place. */
function toPercentiles(values: Float64Array, level: number): Interval {
  values.sort();
  const at = (share: number) => {
    const place = share * (values.length - 1);
    const below = values[Math.floor(place)] as number;
    return below + (place % 1) * ((values[Math.ceil(place)] as number) - below);
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}
