import { sampleInOrder } from "@/lib/formats/sample";

export type SampleOptions = {
  size: number;
  seed: number /** As many of each category as its share of all. */;
  byCategory: boolean;
};

/**
 * A seeded sample without replacement, in the order of the source; all of it where there is no more.
 *
 * Stratified, each category gets its share of the places, and the places left by rounding go to the greatest remainders
 * (Hamilton's method), ties to the category that comes first.
 *
 * @throws {RangeError} a size below 1, or a seed that is not from 0 to 2³² − 1.
 */
export async function drawSample<T extends { category: string }>(all: T[], options: SampleOptions): Promise<T[]> {
  const { size, seed, byCategory } = options;
  if (!byCategory || all.length <= size) return sampleInOrder(streamOf(all), size, seed);
  const strata = new Map<string, [number, T][]>();
  for (const [at, each] of all.entries()) {
    const stratum = strata.get(each.category);
    if (stratum) stratum.push([at, each]);
    else strata.set(each.category, [[at, each]]);
  }
  const places = sharePlaces(
    [...strata.values()].map(({ length }) => length),
    size,
  );
  const chosen: [number, T][] = [];
  let stratum = 0;
  for (const members of strata.values()) {
    const count = places[stratum] as number;
    // a stream of its own for each stratum, or all would take the same places
    if (count > 0) chosen.push(...(await sampleInOrder(streamOf(members), count, (seed + stratum * 0x9e3779b1) >>> 0)));
    stratum++;
  }
  return chosen.sort(([one], [other]) => one - other).map(([, member]) => member);
}

function sharePlaces(sizes: number[], places: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => (size * places) / total);
  const given = shares.map(Math.floor);
  const left = places - given.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at);
  for (const { at } of byRemainder.slice(0, left)) given[at] = (given[at] as number) + 1;
  return given;
}

async function* streamOf<T>(rows: Iterable<T>): AsyncGenerator<T> {
  yield* rows;
}
