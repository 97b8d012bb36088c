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

/** @param seed a 32-bit whole number. Neighbouring seeds give unrelated streams. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(scramble(seed));
  // the generator spreads a seed over half of its state: its first number is near 1 whatever the seed
  for (let draw = 0; draw < 16; draw++) generator.next();
  const uniform = () => uniformFloat64(generator);
  return { uniform, normal: () => normalQuantile(Math.max(uniform(), Number.MIN_VALUE), 0, 1) };
}

/** Every bit of the seed moves every bit of the result. Source: the finaliser of MurmurHash3 (Appleby, 2011). */
function scramble(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
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
