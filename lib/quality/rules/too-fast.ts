import type { RaterRecord } from "@/lib/quality/rules/rater-record";
import type { Finding } from "@/lib/quality/schema";
import { median } from "@/lib/stats/median";

const LEAST_RATERS = 10;
const LEAST_VOTES = 5;
const SPREADS = 3;
/** One honest rater in three million is this far off: their time alone names them. */
const FAR_SPREADS = 5;
/** From a median absolute deviation to a normal standard deviation. */
const TO_DEVIATION = 1.4826;
/** A study in which all took the same time to the millisecond still has a spread. */
const LEAST_SPREAD = 0.1;

export type Pace = { mean: number; spread: number; raters: number };

/**
 * How long raters take: the centre and the spread of the logarithm of a rater's time a vote. The median and the median
 * absolute deviation stand for mean and standard deviation, so that a crowd of careless raters does not widen the net that
 * is to catch it.
 *
 * @returns null: fewer than 10 finished raters.
 */
export function measurePace(everyone: RaterRecord[]): Pace | null {
  const times = everyone.filter(({ isFinished }) => isFinished).flatMap((record) => toLogTime(record) ?? []);
  if (times.length < LEAST_RATERS) return null;
  const mean = median(times);
  const deviation = TO_DEVIATION * median(times.map((time) => Math.abs(time - mean)));
  return { mean, spread: Math.max(deviation, LEAST_SPREAD), raters: times.length };
}

/**
 * Total time three standard deviations below the mean, on the log scale, where times are about normal. One honest rater in a
 * thousand is that fast, so that it takes a second sign that they do not read: votes at least as likely by habit as by
 * reading. At five standard deviations time is enough.
 *
 * @param oddsAgainst that their votes have nothing to do with the texts (unrelated.ts); 1 where nothing is known.
 */
export function findTooFast(record: RaterRecord, pace: Pace | null, oddsAgainst: number): Finding {
  const time = toLogTime(record);
  if (!pace || time === null) return { rule: "too_fast", isNamed: false, evidence: { raters: pace?.raters ?? 0 } };
  const z = (time - pace.mean) / pace.spread;
  return {
    rule: "too_fast",
    isNamed: record.isFinished && (z < -FAR_SPREADS || (z < -SPREADS && oddsAgainst >= 1)),
    evidence: {
      secondsAVote: Math.exp(time) / 1000,
      usualSeconds: Math.exp(pace.mean) / 1000,
      z,
      oddsAgainst,
      raters: pace.raters,
    },
  };
}

/** null: too few votes carry a time. */
function toLogTime({ votes }: RaterRecord): number | null {
  const times = votes.flatMap(({ decisionMs }) => (decisionMs === null ? [] : [decisionMs]));
  if (times.length < LEAST_VOTES) return null;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return Math.log(Math.max(1, mean));
}
