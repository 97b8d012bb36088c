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
  let order = new Uint32Array(what.length);
  for (let vote = 0; vote < order.length; vote++) order[vote] = vote;
  let most = 0;
  for (const value of what) if (value > most) most = value;
  order = sortBy(order, what, most + 1);
  order = sortBy(order, modelB, sizes.models);
  order = sortBy(order, modelA, sizes.models);
  order = sortBy(order, rater, sizes.raters);
  order = sortBy(order, prompt, sizes.prompts);
  const columns = Object.entries(votes).map(([name, column]) => [name, takePlaces(column, order)]);
  return Object.fromEntries(columns);
}

/** A loop, since `Int32Array.from` with a function takes ten times as long. */
export function takePlaces(column: Int32Array, places: ArrayLike<number>): Int32Array {
  const taken = new Int32Array(places.length);
  for (let index = 0; index < places.length; index++) taken[index] = column[places[index] as number] as number;
  return taken;
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
  const places = new Uint32Array(votes.prompt.length);
  const counts = new Int32Array(votes.prompt.length);
  let cells = 0;
  for (let vote = 0; vote < places.length; vote++) {
    if (!isCounted(votes.rater[vote] as number)) continue;
    if (cells === 0 || !isAlike(votes, places[cells - 1] as number, vote)) places[cells++] = vote;
    (counts[cells - 1] as number) += 1;
  }
  const taken = places.subarray(0, cells);
  const what = takePlaces(votes.what, taken);
  return {
    ...sizes,
    cells,
    prompt: takePlaces(votes.prompt, taken),
    turn: what.map((code) => code >> 4),
    rater: takePlaces(votes.rater, taken),
    modelA: takePlaces(votes.modelA, taken),
    modelB: takePlaces(votes.modelB, taken),
    firstShown: new Uint8Array(what.map((code) => Math.floor((code & 15) / 5))),
    outcome: new Uint8Array(what.map(toOutcome)),
    votes: counts.slice(0, cells),
  };
}

function toOutcome(code: number): number {
  return (code & 15) % 5;
}

function isAlike({ prompt, rater, modelA, modelB, what }: VoteColumns, one: number, other: number): boolean {
  return (
    what[one] === what[other] &&
    rater[one] === rater[other] &&
    prompt[one] === prompt[other] &&
    modelA[one] === modelA[other] &&
    modelB[one] === modelB[other]
  );
}

/** When each vote of some raters was cast, and how long it took. */
export function toVoteLog(votes: VoteColumns, isCounted: (rater: number) => boolean): VoteLog {
  const all = new Uint32Array(votes.rater.length);
  let count = 0;
  for (let vote = 0; vote < all.length; vote++) if (isCounted(votes.rater[vote] as number)) all[count++] = vote;
  const places = all.subarray(0, count);
  const { prompt, rater, modelA, modelB, decisionMs, at, what } = votes;
  return {
    votes: count,
    prompt: takePlaces(prompt, places),
    rater: takePlaces(rater, places),
    modelA: takePlaces(modelA, places),
    modelB: takePlaces(modelB, places),
    decisionMs: takePlaces(decisionMs, places),
    at: takePlaces(at, places),
    isUnjudged: new Uint8Array(takePlaces(what, places).map((code) => (toOutcome(code) === CANNOT_JUDGE ? 1 : 0))),
  };
}
