import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { toCriticalT } from "@/lib/stats/students-t";

/** People who were asked what they had before them: right, wrong, and "I don't know". */
export type Guesses = { right: number; wrong: number; unknown: number };

/**
 * Bang's blinding index of one arm: (right − wrong) / all, the share that guessed right beyond those that guessed wrong.
 * Its variance is that of a difference of two shares of one multinomial, (p + q − (p − q)²) / all with p right and q wrong.
 *
 * @param level nominal coverage, as 0.95.
 * @returns −1 to 1. 1: everybody was right; 0: nobody knew, or as many wrong as right; −1: everybody was wrong. The interval
 * is normal, cut off at −1 and 1.
 * @throws {RangeError} a count that is negative or not whole, or a level out of range.
 * @throws {NotIdentifiableError} nobody was asked, or all answers are of one kind: they have no spread.
 * Cost: O(1). Source: Bang, Ni and Davis (2004), Controlled Clinical Trials 25(2).
 * @example findBlindingIndex({ right: 20, wrong: 10, unknown: 20 }, 0.95) // 0.2, between −0.009 and 0.409
 */
export function findBlindingIndex({ right, wrong, unknown }: Guesses, level: number): Estimate {
  if ([right, wrong, unknown].some((count) => !Number.isSafeInteger(count) || count < 0)) {
    throw new RangeError(`${right} right, ${wrong} wrong and ${unknown} unknown are no counts.`);
  }
  const critical = toCriticalT(level, Number.POSITIVE_INFINITY);
  const all = right + wrong + unknown;
  if (all === 0) throw new NotIdentifiableError("Nobody has answered the question yet.");
  if (Math.max(right, wrong, unknown) === all) {
    throw new NotIdentifiableError("All answers are of one kind, so that they say nothing of how sure the index is.");
  }
  const value = (right - wrong) / all;
  const standardError = Math.sqrt(((right + wrong) / all - value ** 2) / all);
  const reach = critical * standardError;
  return {
    value,
    standardError,
    degreesOfFreedom: Number.POSITIVE_INFINITY,
    interval: { low: Math.max(-1, value - reach), high: Math.min(1, value + reach), level },
  };
}
