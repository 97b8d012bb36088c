import type { Units } from "@/lib/stats/units";

/**
 * How far each vote says what most of its unit's other raters say, and what each rater does to the others' figures.
 * Votes of units that one rater judged alone have no part in it.
 */
export type PluralityHits = {
  /** By entry, of units with three raters or more: votes, hits among them, and the hits that the unit's other raters
   * have more (or fewer) for this rater's presence than for an average one's, told with the rater's first entry. */
  votes: Float64Array;
  hits: Float64Array;
  hitsGiven: Float64Array;
  /** By unit, of units with two raters: each is the other's only measure, so that hits belong to both of them. */
  pairVotes: Float64Array;
  pairHits: Float64Array;
};

/** Cost: O(pairs of entries on one unit). */
export function findPluralityHits(units: Units): PluralityHits {
  const entries = units.rater.length;
  const result: PluralityHits = {
    votes: new Float64Array(entries),
    hits: new Float64Array(entries),
    hitsGiven: new Float64Array(entries),
    pairVotes: new Float64Array(units.units),
    pairHits: new Float64Array(units.units),
  };
  const first: number[] = [];
  for (let unit = 0; unit < units.units; unit++) first.push(...fillUnit(units, unit, result));
  const mean = first.reduce((sum, entry) => sum + (result.hitsGiven[entry] as number), 0) / Math.max(1, first.length);
  for (const entry of first) result.hitsGiven[entry] = (result.hitsGiven[entry] as number) - mean;
  return result;
}

/** @returns where `hitsGiven` was told. */
function fillUnit(units: Units, unit: number, result: PluralityHits): number[] {
  const from = units.firstEntry[unit] as number;
  const to = units.firstEntry[unit + 1] as number;
  const raters = new Set(units.rater.subarray(from, to));
  if (raters.size < 2) return [];
  const everybody = countHits(units, from, to, null);
  if (raters.size === 2) {
    for (let entry = from; entry < to; entry++) {
      result.pairVotes[unit] = (result.pairVotes[unit] as number) + (units.votes[entry] as number);
      result.pairHits[unit] = (result.pairHits[unit] as number) + (everybody[entry - from] as number);
    }
    return [];
  }
  const first: number[] = [];
  for (let entry = from; entry < to; entry++) {
    result.votes[entry] = units.votes[entry] as number;
    result.hits[entry] = everybody[entry - from] as number;
    const rater = units.rater[entry] as number;
    if (entry > from && rater === units.rater[entry - 1]) continue;
    result.hitsGiven[entry] = countHitsGiven(units, from, to, rater, everybody);
    first.push(entry);
  }
  return first;
}

/** The others' hits as they are, less what they would be without this rater. */
function countHitsGiven(units: Units, from: number, to: number, rater: number, everybody: number[]): number {
  const without = countHits(units, from, to, rater);
  let given = 0;
  for (let entry = from; entry < to; entry++) {
    if (units.rater[entry] !== rater) given += (everybody[entry - from] as number) - (without[entry - from] as number);
  }
  return given;
}

/** Hits of each entry of a unit, where the votes of `absent` are not counted. */
function countHits(units: Units, from: number, to: number, absent: number | null): number[] {
  const all = countVotes(units, from, to, (rater) => rater !== absent);
  const hits: number[] = [];
  for (let entry = from, own = all, last = -1; entry < to; entry++) {
    const rater = units.rater[entry] as number;
    if (rater !== last) own = countVotes(units, entry, findEnd(units, entry, to), () => rater !== absent);
    last = rater;
    hits.push((units.votes[entry] as number) * findHit(all, own, units.outcome[entry] as number));
  }
  return hits;
}

/** 1: the outcome is what most of the others say; less where it is drawn with others; 0: it is not. */
function findHit(all: readonly number[], own: readonly number[], outcome: number): number {
  const others = all.map((votes, said) => votes - (own[said] as number));
  const most = Math.max(...others);
  if (most === 0 || others[outcome] !== most) return 0;
  return 1 / others.filter((votes) => votes === most).length;
}

function countVotes(units: Units, from: number, to: number, counts: (rater: number) => boolean): number[] {
  const votes = [0, 0, 0];
  for (let entry = from; entry < to; entry++) {
    if (!counts(units.rater[entry] as number)) continue;
    const outcome = units.outcome[entry] as number;
    votes[outcome] = (votes[outcome] as number) + (units.votes[entry] as number);
  }
  return votes;
}

/** The end of the entries of one rater. */
function findEnd(units: Units, from: number, to: number): number {
  let end = from + 1;
  while (end < to && units.rater[end] === units.rater[from]) end++;
  return end;
}
