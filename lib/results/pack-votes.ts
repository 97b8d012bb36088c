import type { VoteLog } from "@/lib/results/study-votes";
import { CANNOT_JUDGE, type CountTable, type Sizes } from "@/lib/stats/count-table";

/** One entry a vote. `what` is turn × 16 + side × 5 + outcome, each numbered as in the count table. */
export type VoteColumns = Record<"prompt" | "rater" | "modelA" | "modelB" | "what" | "decisionMs" | "at", Int32Array>;

/**
 * Votes in the order of prompt, rater, models, and what they say, so that equal votes stand together, and the same votes
 * give the same table down to the order of its cells.
 *
 * Cost: O(votes + prompts + raters). Source: radix sort by counting, the least significant column first.
 */
export function sortVotes(sizes: Sizes, votes: VoteColumns): VoteColumns {
  const { prompt, rater, modelA, modelB, what } = votes;
  let order = Uint32Array.from(what.keys());
  order = sortBy(order, what, 1 + what.reduce((most, value) => Math.max(most, value), 0));
  order = sortBy(order, modelB, sizes.models);
  order = sortBy(order, modelA, sizes.models);
  order = sortBy(order, rater, sizes.raters);
  order = sortBy(order, prompt, sizes.prompts);
  const pick = (column: Int32Array) => Int32Array.from(order, (place) => column[place] as number);
  const columns = Object.entries(votes).map(([name, column]) => [name, pick(column)]);
  return Object.fromEntries(columns);
}

/** Stable. */
function sortBy(order: Uint32Array<ArrayBuffer>, column: Int32Array, values: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(values + 1);
  for (const value of column) starts[value + 1] = (starts[value + 1] as number) + 1;
  for (let value = 0; value < values; value++)
    starts[value + 1] = (starts[value + 1] as number) + (starts[value] as number);
  const sorted = new Uint32Array(order.length);
  for (const place of order) {
    const value = column[place] as number;
    const at = starts[value] as number;
    sorted[at] = place;
    starts[value] = at + 1;
  }
  return sorted;
}

/** The votes of some raters, alike ones as one cell. `votes` are sorted. */
export function toCountTable(sizes: Sizes, votes: VoteColumns, isCounted: (rater: number) => boolean): CountTable {
  const places: number[] = [];
  const counts: number[] = [];
  for (let vote = 0; vote < votes.prompt.length; vote++) {
    if (!isCounted(votes.rater[vote] as number)) continue;
    const last = places.at(-1);
    if (last !== undefined && isAlike(votes, last, vote)) counts[counts.length - 1] = (counts.at(-1) as number) + 1;
    else {
      places.push(vote);
      counts.push(1);
    }
  }
  const pick = (column: Int32Array) => Int32Array.from(places, (place) => column[place] as number);
  const what = pick(votes.what);
  return {
    ...sizes,
    cells: places.length,
    prompt: pick(votes.prompt),
    turn: what.map((code) => code >> 4),
    rater: pick(votes.rater),
    modelA: pick(votes.modelA),
    modelB: pick(votes.modelB),
    firstShown: Uint8Array.from(what, (code) => Math.floor((code & 15) / 5)),
    outcome: Uint8Array.from(what, (code) => (code & 15) % 5),
    votes: Int32Array.from(counts),
  };
}

function isAlike({ prompt, rater, modelA, modelB, what }: VoteColumns, one: number, other: number): boolean {
  return [what, rater, prompt, modelA, modelB].every((column) => column[one] === column[other]);
}

/** When each vote of some raters was cast, and how long it took. */
export function toVoteLog(votes: VoteColumns, isCounted: (rater: number) => boolean): VoteLog {
  const places = Uint32Array.from(votes.rater.keys()).filter((vote) => isCounted(votes.rater[vote] as number));
  const pick = (column: Int32Array) => Int32Array.from(places, (place) => column[place] as number);
  const { prompt, rater, modelA, modelB, decisionMs, at, what } = votes;
  return {
    votes: places.length,
    prompt: pick(prompt),
    rater: pick(rater),
    modelA: pick(modelA),
    modelB: pick(modelB),
    decisionMs: pick(decisionMs),
    at: pick(at),
    isUnjudged: Uint8Array.from(places, (place) => (((what[place] as number) & 15) % 5 === CANNOT_JUDGE ? 1 : 0)),
  };
}
