/** Fewer say nothing of a mean and a spread. */
const LEAST_RATERS = 10;
/** A spread below a hundredth of the time tells haste from nothing. */
const LEAST_SPREAD = 0.01;

export type TotalTimes = { mean: number; spread: number };

/**
 * How long whole sessions take: mean and standard deviation of the logarithm of minutes, over those who went all the way.
 * A platform's rule on rejections speaks of the total time and of these two, and of nothing more robust.
 *
 * @param minutes of each of them, from consent to the end.
 * @returns null: fewer than 10, or all took about the same time.
 */
export function measureTotalTimes(minutes: number[]): TotalTimes | null {
  const logs = minutes.filter((time) => time > 0).map(Math.log);
  if (logs.length < LEAST_RATERS) return null;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const spread = Math.sqrt(variance);
  return spread >= LEAST_SPREAD ? { mean, spread } : null;
}

/** Standard deviations from the mean; null: not known. */
export function toTimeZ(minutes: number, times: TotalTimes | null): number | null {
  return times && minutes > 0 ? (Math.log(minutes) - times.mean) / times.spread : null;
}
