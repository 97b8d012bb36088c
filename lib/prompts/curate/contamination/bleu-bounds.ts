import { bleuOfCounts, ORDERS, type SharedCounts } from "./sentence-bleu";

/** So that rounding cannot make a bound fall below what it bounds. */
const ROUNDING = 1e-9;

/**
 * The most that BLEU can be where `count` n-grams of one order are shared. Shared n-grams of a higher order are no more
 * than those of a lower one, and none are more than either text has.
 */
export function mostBleu(order: number, count: number, hypothesisLength: number, referenceLength: number): number {
  const shared = [1, 2, 3, 4].map((each) => {
    const room = Math.max(0, Math.min(hypothesisLength, referenceLength) - each + 1);
    return each < order ? room : Math.min(room, count);
  });
  return bleuOfCounts(shared as SharedCounts, hypothesisLength, referenceLength) + ROUNDING;
}

/**
 * The order of n-gram that an example must share with a prompt for its BLEU to pass the threshold: the highest such
 * order, since longer n-grams are rarer and so name fewer prompts.
 *
 * @param threshold 0 to 100; not passed by being equal.
 * @returns 1 to 4. One of order 1 is always needed: without a match BLEU is 0.
 */
export function neededOrder(hypothesisLength: number, threshold: number): number {
  for (let order = Math.min(ORDERS, hypothesisLength); order > 1; order--) {
    if (mostBleu(order, 0, hypothesisLength, hypothesisLength) <= threshold) return order;
  }
  return 1;
}

/** How many of them it must share at the least, whatever its length: an example of the prompt's own length leaves most room. */
export function neededCount(order: number, hypothesisLength: number, threshold: number): number {
  let count = 1;
  while (count < hypothesisLength && mostBleu(order, count, hypothesisLength, hypothesisLength) <= threshold) count++;
  return count;
}

/**
 * The lengths that an example may have, in tokens: a shorter one has too little to match, a longer one too great a
 * brevity penalty.
 *
 * @returns shortest and longest, both possible; shortest > longest where no example passes.
 */
export function possibleLengths(hypothesisLength: number, threshold: number): { shortest: number; longest: number } {
  const most = (referenceLength: number) => mostBleu(1, hypothesisLength, hypothesisLength, referenceLength);
  let shortest = 1;
  while (shortest < hypothesisLength && most(shortest) <= threshold) shortest++;
  if (most(shortest) <= threshold) return { shortest: 1, longest: 0 };
  // exp(1 − r / h) > threshold / 100, solved for r
  const longest =
    threshold <= 0 ? Number.POSITIVE_INFINITY : Math.ceil(hypothesisLength * (1 - Math.log(threshold / 100)));
  return { shortest, longest };
}
