import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * How surprising it would be, were the label unrelated to the value, that the values of the two labels differ in mean as
 * much as they do: a permutation test, two-sided.
 *
 * @param values of any unit; ranks are taken first, so that one slow request does not decide.
 * @returns p, at least 1 / (rounds + 1).
 */
export function permutationTest(values: number[], labels: boolean[], rounds = 4000, seed = 1): number {
  const ranks = toRanks(values);
  const observed = Math.abs(difference(ranks, labels));
  const random = xoroshiro128plus(seed);
  const shuffled = [...labels];
  let asExtreme = 0;
  for (let round = 0; round < rounds; round++) {
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = uniformInt(random, 0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other] as boolean, shuffled[index] as boolean];
    }
    if (Math.abs(difference(ranks, shuffled)) >= observed - 1e-9) asExtreme++;
  }
  return (asExtreme + 1) / (rounds + 1);
}

/** Equal values share the mean of their ranks. */
function toRanks(values: number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to++;
    for (const { index } of order.slice(from, to)) ranks[index] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

function difference(values: number[], labels: boolean[]): number {
  const mean = (wanted: boolean) => {
    const chosen = values.filter((_, index) => labels[index] === wanted);
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
  };
  return mean(true) - mean(false);
}
