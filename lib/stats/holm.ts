/**
 * p-values of several tests, adjusted so that the chance of any false alarm among them stays below the level at which
 * they are read.
 *
 * @param ps between 0 and 1, in any order.
 * @returns in the same order; none below the one it was made of, none above 1, and in the same order of size.
 * @throws {RangeError} a p-value outside 0 and 1.
 * Cost: O(n log n). Source: Holm (1979), Scandinavian Journal of Statistics 6(2).
 * @example adjustByHolm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function adjustByHolm(ps: readonly number[]): number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`A p-value is ${p}.`);
  const order = ps.map((p, place) => ({ p, place })).sort((one, other) => one.p - other.p);
  const adjusted = new Array<number>(ps.length);
  let least = 0;
  order.forEach(({ p, place }, rank) => {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)));
    adjusted[place] = least;
  });
  return adjusted;
}
