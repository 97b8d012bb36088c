import type { VarianceComponents } from "@/lib/stats/variance-components";

/** What somebody without a pilot may guess: standard deviations of the log-odds that a side is better. */
export type LogitGuess = {
  /** Logits: how far prompts, and raters, move the odds of "better" among votes that choose a side. */
  promptSd: number;
  raterSd: number;
  /** Share of ties among votes, 0 to below 1; the same everywhere. */
  tieRate: number;
  /** Better minus worse, between −(1 − tieRate) and 1 − tieRate. */
  meanDifference: number;
};

/**
 * Variance components of one vote's difference where the log-odds of "better" are a mean plus normal effects of the
 * prompt and of the rater. What a prompt and a rater do only together is in the residual.
 *
 * @throws {RangeError} a figure out of its range.
 * Cost: O(1): 80 × 129² logistic functions. Integrals over normal distributions by the trapezoid rule, exact to 1e-9.
 */
export function toVarianceComponents(guess: LogitGuess): VarianceComponents {
  checkGuess(guess);
  const { promptSd, raterSd, tieRate, meanDifference } = guess;
  const decided = 1 - tieRate;
  const mean = findMeanLogit((meanDifference / decided + 1) / 2, Math.hypot(promptSd, raterSd));
  const prompt = decided ** 2 * varianceOfExpected(mean, promptSd, raterSd);
  const rater = decided ** 2 * varianceOfExpected(mean, raterSd, promptSd);
  return { prompt, rater, residual: decided - meanDifference ** 2 - prompt - rater };
}

/** Variance, over effects of one kind, of 2 P(better) − 1 with the other kind averaged out. */
function varianceOfExpected(mean: number, sd: number, otherSd: number): number {
  const expected = (z: number) => 2 * averageLogistic(mean + sd * z, otherSd) - 1;
  const square = averageOverNormal((z) => expected(z) ** 2);
  return Math.max(0, square - averageOverNormal(expected) ** 2);
}

/** The mean logit at which P(better) is as wanted. By bisection. */
function findMeanLogit(probability: number, sd: number): number {
  let low = -40 - 8 * sd;
  let high = -low;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (averageLogistic(middle, sd) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function averageLogistic(mean: number, sd: number): number {
  if (sd === 0) return logistic(mean);
  return averageOverNormal((z) => logistic(mean + sd * z));
}

function averageOverNormal(value: (z: number) => number): number {
  let weights = 0;
  let sum = 0;
  for (let z = -8; z <= 8; z += 0.125) {
    const weight = Math.exp((-z * z) / 2);
    weights += weight;
    sum += weight * value(z);
  }
  return sum / weights;
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function checkGuess({ promptSd, raterSd, tieRate, meanDifference }: LogitGuess): void {
  for (const sd of [promptSd, raterSd]) {
    if (!(sd >= 0 && sd <= 5)) throw new RangeError(`A standard deviation is ${sd} logits: 0 to 5 is wanted.`);
  }
  if (!(tieRate >= 0 && tieRate < 1)) throw new RangeError(`The share of ties is ${tieRate}: 0 to below 1 is wanted.`);
  if (!(Math.abs(meanDifference) < 1 - tieRate)) {
    throw new RangeError(`A difference of ${meanDifference} leaves no room for ties at a share of ${tieRate}.`);
  }
}
