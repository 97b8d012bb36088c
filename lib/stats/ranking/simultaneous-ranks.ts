import { createRandom } from "@/lib/stats/random";
import { factorSemidefinite, multiplyColumn } from "@/lib/stats/ranking/cholesky";
import { drawChiSquare } from "@/lib/stats/ranking/draw-gamma";
import { type StrengthCovariance, toDifferenceVariance } from "@/lib/stats/ranking/strength-covariance";

const DRAWS = 10_000;

export type SimultaneousRanks = {
  /** Half the width of a pair's interval in its standard errors: all pairs hold their truth at once. */
  criticalValue: number;
  /** By model, from 1: the ranks that no pair's interval speaks against. */
  ranks: { low: number; high: number }[];
  /** By model, sum 1. */
  pBest: number[];
};

/**
 * Ranks with simultaneous intervals on all differences, and the chance that each model is the best.
 *
 * A model's lowest rank is 1 + the models whose interval lies above it; its highest, models − those whose interval lies
 * below it. With probability `level` the ranges of all models hold their true ranks at once.
 * The chance of being the best is the share of draws from the estimated distribution (multivariate t about the
 * estimate) in which the model is on top: an approximation, which reads the distribution of the estimate as one of
 * what is estimated.
 *
 * @param strengths by model, natural-log units.
 * @throws {RangeError} level outside 0 to 1.
 * Cost: O(draws · models²), 10,000 draws. Source: Mogstad, Romano, Shaikh and Wilhelm (2023), Rev. Econ. Stud. 91(1);
 * Hothorn, Bretz and Westfall (2008), Biometrical J. 50(3), for the multivariate t.
 */
export function rankSimultaneously(
  strengths: Float64Array,
  covariance: StrengthCovariance,
  level: number,
  seed: number,
): SimultaneousRanks {
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}: between 0 and 1 is wanted.`);
  const models = strengths.length;
  const inverseErrors = new Float64Array(models * models);
  for (let one = 0; one < models; one++) {
    for (let other = 0; other < one; other++) {
      const error = Math.sqrt(toDifferenceVariance(covariance, one, other));
      inverseErrors[one * models + other] = error > 0 ? 1 / error : 0;
    }
  }
  const { maxima, pBest } = drawMaxima(strengths, covariance, inverseErrors, seed);
  const criticalValue = maxima[Math.ceil(level * DRAWS) - 1] as number;
  return { criticalValue, ranks: toRanks(strengths, covariance, criticalValue), pBest };
}

function toRanks(
  strengths: Float64Array,
  covariance: StrengthCovariance,
  criticalValue: number,
): SimultaneousRanks["ranks"] {
  const models = strengths.length;
  return Array.from({ length: models }, (_, model) => {
    let above = 0;
    let below = 0;
    for (let other = 0; other < models; other++) {
      if (other === model) continue;
      const ahead = (strengths[other] as number) - (strengths[model] as number);
      const width = criticalValue * Math.sqrt(toDifferenceVariance(covariance, other, model));
      if (ahead > width) above++;
      else if (ahead < -width) below++;
    }
    return { low: 1 + above, high: models - below };
  });
}

/** The largest |t| over all pairs in each draw, ascending. */
function drawMaxima(
  strengths: Float64Array,
  covariance: StrengthCovariance,
  inverseErrors: Float64Array,
  seed: number,
): { maxima: Float64Array; pBest: number[] } {
  const models = strengths.length;
  const random = createRandom(seed);
  const root = factorSemidefinite(toStrengthBlock(covariance, models), models);
  const z = new Float64Array(models);
  const draw = new Float64Array(models);
  const best = new Int32Array(models);
  const maxima = new Float64Array(DRAWS);
  for (let index = 0; index < DRAWS; index++) {
    for (let model = 0; model < models; model++) z[model] = random.normal();
    multiplyColumn(root, models, z, draw);
    const spread = Math.sqrt(covariance.degreesOfFreedom / drawChiSquare(covariance.degreesOfFreedom, random));
    let largest = 0;
    let top = 0;
    for (let one = 0; one < models; one++) {
      const drawn = (draw[one] as number) * spread;
      draw[one] = drawn;
      for (let other = 0; other < one; other++) {
        const t = Math.abs(drawn - (draw[other] as number)) * (inverseErrors[one * models + other] as number);
        if (t > largest) largest = t;
      }
    }
    for (let one = 1; one < models; one++) {
      if ((strengths[one] as number) + (draw[one] as number) > (strengths[top] as number) + (draw[top] as number)) {
        top = one;
      }
    }
    (best[top] as number)++;
    maxima[index] = largest;
  }
  return { maxima: maxima.sort(), pBest: Array.from(best, (count) => count / DRAWS) };
}

function toStrengthBlock({ matrix, size }: StrengthCovariance, models: number): Float64Array {
  const block = new Float64Array(models * models);
  for (let row = 0; row < models; row++) block.set(matrix.subarray(row * size, row * size + models), row * models);
  return block;
}
