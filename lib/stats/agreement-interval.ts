import type { AgreementDraws } from "@/lib/stats/agreement-bootstrap";
import type { AgreementSpread } from "@/lib/stats/agreement-influence";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { toCriticalT } from "@/lib/stats/students-t";

/** What is left of nothing after a derivative by differences. */
const ROUNDING = 1e-16;

/**
 * A bootstrap percentile interval for votes that share prompts and raters. No one way of drawing prompts and raters gets
 * the variance of crossed votes right (McCullagh 2000), and drawing both at once counts the votes' noise three times
 * (Owen 2007). So they are drawn apart, the raters' deviations shrunk by the noise that the prompts' hold already, and
 * added; percentiles give the interval its shape, which is lopsided near full agreement, and the spread its width:
 * deviations are stretched so that their standard deviation is the standard error, and by Student's t over the normal.
 * Where a measure bends, as AC1 about even shares, percentiles come too near, and where it is lopsided the symmetric
 * interval does: each end is the farther of the two.
 *
 * @param level in (0, 1), as 0.95.
 * @param possible the smallest and the largest value that there can be: what lies outside is cut off.
 * @throws {NotIdentifiableError} the variance is 0.
 * Cost: O(rounds · log rounds). Source: McCullagh (2000), Bernoulli 6(2), 285–301; Owen (2007), Annals of Applied
 * Statistics 1(2), 386–411; shrinking as in Menzel (2021), Econometrica 89(5), 2143–2188.
 */
export function toAgreementEstimate(
  value: number,
  { variance, raterShare, degreesOfFreedom }: AgreementSpread,
  draws: AgreementDraws,
  level: number,
  possible: readonly [low: number, high: number],
): Estimate {
  if (!(variance > ROUNDING)) {
    const sentence = "Raters never differed where they shared a comparison: how sure that is cannot be estimated.";
    throw new NotIdentifiableError(sentence);
  }
  const standardError = Math.sqrt(variance);
  const shrink = Math.sqrt(raterShare);
  const deviations = draws.prompts.map((of, round) => of + shrink * (draws.raters[round] as number)).sort();
  const squares = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  const drawnError = Math.sqrt(squares / (deviations.length - 1));
  const stretch =
    ((standardError / drawnError) * toCriticalT(level, degreesOfFreedom)) /
    toCriticalT(level, Number.POSITIVE_INFINITY);
  const reach = toCriticalT(level, degreesOfFreedom) * standardError;
  const low = value + Math.min(-reach, stretch * findQuantile(deviations, (1 - level) / 2));
  const high = value + Math.max(reach, stretch * findQuantile(deviations, (1 + level) / 2));
  const interval = { low: Math.max(possible[0], low), high: Math.min(possible[1], high), level };
  return { value, standardError, degreesOfFreedom, interval };
}

/** Between the two order statistics that the share lies between, in proportion. */
function findQuantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (place - below) * (high - low);
}
