import type { Judge } from "../query";
import { normalise } from "./duplicates";

const SHINGLE = 5;
const BANDS = 32;
const ROWS = 4;

/**
 * Drops a query whose character 5-grams, after normalising, are nearly those of one before it: Jaccard similarity at or above
 * the threshold. MinHash with locality-sensitive hashing (32 bands of 4 rows) names candidates, and the similarity of each is
 * computed exactly, so that none is dropped by chance; of pairs at 0.8 one in 20 million is missed, at 0.6 one in 85.
 *
 * @param threshold above 0, at most 1.
 * Cost: O(characters) a query, and what it shares a band with. Memory: the shingles of kept queries.
 * Source: Broder (1997), "On the resemblance and containment of documents"; Leskovec, Rajaraman and Ullman, chapter 3.
 */
export function createNearJudge(threshold: number): Judge {
  const kept: { externalId: string; shingles: Uint32Array }[] = [];
  const bands = Array.from({ length: BANDS }, () => new Map<number, number[]>());
  return ({ externalId }, text) => {
    const shingles = toShingles(normalise(text) || text);
    const keys = toBandKeys(shingles);
    const candidates = new Set(keys.flatMap((key, band) => bands[band]?.get(key) ?? []));
    let nearest = { similarity: 0, externalId: "" };
    for (const candidate of candidates) {
      const other = kept[candidate] as (typeof kept)[number];
      const similarity = jaccard(shingles, other.shingles);
      if (similarity > nearest.similarity) nearest = { similarity, externalId: other.externalId };
    }
    if (nearest.similarity >= threshold) {
      const reason = `It is nearly the same as ${nearest.externalId}: similarity ${nearest.similarity.toFixed(2)}, from ${threshold} on it is dropped.`;
      return { reason, evidence: null };
    }
    for (const [band, key] of keys.entries()) {
      const bucket = bands[band]?.get(key);
      if (bucket) bucket.push(kept.length);
      else bands[band]?.set(key, [kept.length]);
    }
    kept.push({ externalId, shingles });
    return null;
  };
}

/** Hashes of the distinct character 5-grams, sorted; a shorter text is one. */
function toShingles(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (let at = 0; at === 0 || at + SHINGLE <= text.length; at++) {
    let hash = 0x811c9dc5;
    for (let offset = at; offset < Math.min(at + SHINGLE, text.length); offset++) {
      hash = Math.imul(hash ^ text.charCodeAt(offset), 0x01000193);
    }
    hashes.add(mix(hash));
  }
  return Uint32Array.from(hashes).sort();
}

/** Each band's least hashes under its rows' permutations, as one number. */
function toBandKeys(shingles: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let key = 0;
    for (let row = 0; row < ROWS; row++) {
      const salt = Math.imul(band * ROWS + row + 1, 0x9e3779b1);
      let least = 0xffff_ffff;
      for (const shingle of shingles) {
        const hash = mix(shingle ^ salt);
        if (hash < least) least = hash;
      }
      key = mix(key ^ least) + row;
    }
    return key;
  });
}

/** A permutation of the 32-bit numbers in which every bit moves every bit. Source: MurmurHash3's finaliser. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Shared members over all members of two sorted sets. */
function jaccard(one: Uint32Array, other: Uint32Array): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    const difference = (one[left] as number) - (other[right] as number);
    if (difference === 0) shared++;
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return shared / (one.length + other.length - shared);
}
