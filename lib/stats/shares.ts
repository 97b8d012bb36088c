/**
 * Shares of a whole in percent, rounded so that what is printed adds to 100 exactly (largest remainder; of equal
 * remainders the earlier part is rounded up).
 *
 * @param counts whole numbers ≥ 0, at least one above 0; their sum below 2^53 / 10^(decimals + 2).
 * @param decimals digits after the point, 0 to 3.
 * @returns percent, one for each count.
 * @throws {RangeError} a count that is negative or not whole, a sum of 0, or decimals out of range.
 * Cost: O(n log n). Source: Hamilton's method of apportionment.
 * @example toShares([1, 1, 1], 0) // [34, 33, 33]
 */
export function toShares(counts: readonly number[], decimals: number): number[] {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 3) throw new RangeError(`decimals is ${decimals}`);
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError("a count is not whole");
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError("shares of nothing");

  // in units of the last digit printed, so that nothing is lost to binary fractions
  const units = 100 * 10 ** decimals;
  const parts = counts.map((count, index) => ({
    index,
    whole: Math.floor((count * units) / total),
    rest: (count * units) % total,
  }));
  const missing = units - parts.reduce((sum, part) => sum + part.whole, 0);
  const byRest = [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const part of byRest.slice(0, missing)) part.whole += 1;
  return parts.map((part) => part.whole / 10 ** decimals);
}
