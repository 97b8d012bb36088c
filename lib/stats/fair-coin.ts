/**
 * Exact two-sided p-value of `heads` in `tosses` of a fair coin: the probability of what is as far from one half, or
 * farther.
 *
 * @returns 0 to 1; 1 for no tosses.
 * @throws {RangeError} not whole numbers with 0 ≤ heads ≤ tosses.
 * Cost: O(tosses). Source: Clopper and Pearson (1934), Biometrika 26(4); at one half it is symmetric, so that all ways
 * of making an exact binomial test two-sided are the same.
 * @example testFairCoin(9, 10) // 0.0215
 */
export function testFairCoin(heads: number, tosses: number): number {
  if (!Number.isSafeInteger(heads) || !Number.isSafeInteger(tosses) || heads < 0 || heads > tosses) {
    throw new RangeError(`${heads} heads in ${tosses} tosses.`);
  }
  const fewer = Math.min(heads, tosses - heads);
  if (2 * fewer === tosses) return 1;

  // from the largest term of the tail down, each from the one before it: no factorials, and no term is lost that counts
  let logTerm = -tosses * Math.LN2;
  for (let toss = 1; toss <= fewer; toss++) logTerm += Math.log((tosses - fewer + toss) / toss);
  let term = Math.exp(logTerm);
  let tail = 0;
  for (let count = fewer; count >= 0 && term > tail * Number.EPSILON; count--) {
    tail += term;
    term *= count / (tosses - count + 1);
  }
  return Math.min(1, 2 * tail);
}
