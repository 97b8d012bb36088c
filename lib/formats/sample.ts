import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const LARGEST_SEED = 0xffff_ffff;

/**
 * A simple random sample without replacement, in the order of the source.
 *
 * The same source, size and seed give the same sample: a study that names them can be repeated, so a change of algorithm
 * here is a change of published samples.
 *
 * @param n how many; at least 1. Where the source has no more, all of it.
 * @param seed a whole number from 0 to 2³² − 1.
 * @throws {RangeError} n or seed out of range.
 * Cost: O(rows) time, O(n) memory. Source: Vitter (1985), algorithm R, ACM TOMS 11(1).
 */
export async function sampleInOrder<T>(records: AsyncIterable<T>, n: number, seed: number): Promise<T[]> {
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`The sample size must be a whole number from 1 up, not ${n}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw new RangeError(`The seed must be a whole number from 0 to ${LARGEST_SEED}, not ${seed}.`);
  }
  const random = xoroshiro128plus(seed);
  const kept: { position: number; record: T }[] = [];
  let position = 0;
  for await (const record of records) {
    const slot = position < n ? position : uniformInt(random, 0, position);
    if (slot < n) kept[slot] = { position, record };
    position += 1;
  }
  return kept.sort((one, other) => one.position - other.position).map(({ record }) => record);
}
