import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of numbers that its seed decides. */
export type Random = {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
};

/** @param seed a 32-bit whole number. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  return { uniform, normal: () => normalQuantile(Math.max(uniform(), Number.MIN_VALUE), 0, 1) };
}

/** Puts a list in random order, in place. Source: Durstenfeld (1964). */
export function shuffle<T>(list: T[], random: Random): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const chosen = Math.floor(random.uniform() * (last + 1));
    const moved = list[last] as T;
    list[last] = list[chosen] as T;
    list[chosen] = moved;
  }
  return list;
}
