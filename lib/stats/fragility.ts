import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { sumVotes, sumVotesBy } from "@/lib/stats/vote-differences";

/** The fewest whose removal turns the order of a pair about; null: none does, because nobody says the opposite. */
export type FewestToFlip = { votes: number | null; raters: number | null; prompts: number | null };

/**
 * How few votes, raters or prompts the order of a pair rests on: the fewest whose removal gives the pooled difference
 * (better minus worse, each vote weighing the same) the opposite sign. A draw is not enough.
 *
 * @param table one pair's votes; both bad is a tie, cannot judge is outside.
 * @throws {NotIdentifiableError} no votes, or as many for the one model as for the other: there is no order to turn.
 * Cost: O(cells + clusters · log clusters).
 * Source: Huang, Shen, Wei and Broderick (2025), arXiv 2508.11847, ask the same of a leaderboard's top; for one pair
 * the answer is exact.
 */
export function countFewestToFlip(table: CountTable): FewestToFlip {
  const { squares, difference } = sumVotes(table);
  const ahead = (squares + Math.abs(difference)) / 2;
  const behind = squares - ahead;
  if (difference === 0) throw noOrder();
  const fewestOf = (column: Int32Array) => {
    const clusters = sumVotesBy(table, (cell) => column[cell] as number).values();
    return findFewestToFlip(Array.from(clusters, (cluster) => cluster.difference));
  };
  return {
    votes: behind === 0 ? null : ahead - behind + 1,
    raters: fewestOf(table.rater),
    prompts: fewestOf(table.prompt),
  };
}

/**
 * The fewest terms whose removal turns a sum's sign into the opposite one; null: no removal does. Exact: of all ways to
 * remove k terms, taking away the k largest (of a positive sum) leaves the least, so if any k do, these do. What is
 * left is never empty, for an empty sum has no sign.
 *
 * @param terms finite.
 * @throws {RangeError} a term that is not finite.
 * @throws {NotIdentifiableError} the sum is 0: there is no order to turn.
 * Cost: O(n log n).
 * @example findFewestToFlip([3, 2, -1, -2]) // 1: without the 3 the sum is −1
 */
export function findFewestToFlip(terms: readonly number[]): number | null {
  if (!terms.every(Number.isFinite)) throw new RangeError("A term is not a finite number.");
  const sum = terms.reduce((total, term) => total + term, 0);
  if (sum === 0) throw noOrder();
  const forTheOrder = terms.map((term) => term * Math.sign(sum)).sort((one, other) => other - one);
  let left = Math.abs(sum);
  for (const [index, term] of forTheOrder.entries()) {
    if (term <= 0) return null;
    left -= term;
    if (left < 0) return index + 1;
  }
  return null;
}

function noOrder(): NotIdentifiableError {
  return new NotIdentifiableError("As many votes say better as worse: there is no order that could turn.");
}
