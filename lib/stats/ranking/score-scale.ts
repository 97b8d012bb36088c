import type { Estimate } from "@/lib/stats/estimate";

/** Points for a factor of e in the odds: 400 for a factor of ten. */
const POINTS = 400 / Math.LN10;
const MIDDLE = 1000;

/** A strength in natural-log units on the scale of Elo and Chatbot Arena, on which the models' mean is 1,000. */
export function toScore(strength: number): number {
  return MIDDLE + POINTS * strength;
}

/** @example a strength of ln 10 ± 0.1 is a score of 1,400 ± 17.4 */
export function toScoreEstimate({ value, standardError, degreesOfFreedom, interval }: Estimate): Estimate {
  return {
    value: toScore(value),
    standardError: POINTS * standardError,
    degreesOfFreedom,
    interval: { ...interval, low: toScore(interval.low), high: toScore(interval.high) },
  };
}
