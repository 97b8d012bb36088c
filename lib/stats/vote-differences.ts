import { A_WINS, B_WINS, CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";

/** Sums over the votes of one prompt, rater, or whatever the votes were gathered by. */
export type VoteSums = {
  /** Cannot judge is left out. */
  votes: number;
  /** Of better minus worse, as seen from model A. */
  difference: number;
  /** Of its square: votes that chose a side. */
  squares: number;
};

/** One vote's better minus worse as seen from model A; both bad is a tie; null: it says nothing of the two. */
export function toVoteDifference(outcome: number): 1 | 0 | -1 | null {
  if (outcome === CANNOT_JUDGE) return null;
  if (outcome === A_WINS) return 1;
  return outcome === B_WINS ? -1 : 0;
}

/**
 * Gathers the votes of one pair under a key; keys without a vote are not in the map.
 *
 * @param table one pair's votes; of several pairs the sums would mean nothing.
 * @param toKey gets the place of a cell.
 * Cost: O(cells).
 */
export function sumVotesBy(table: CountTable, toKey: (cell: number) => number): Map<number, VoteSums> {
  const sums = new Map<number, VoteSums>();
  for (let cell = 0; cell < table.cells; cell++) {
    const difference = toVoteDifference(table.outcome[cell] as number);
    if (difference === null) continue;
    const key = toKey(cell);
    const votes = table.votes[cell] as number;
    const sum = sums.get(key) ?? { votes: 0, difference: 0, squares: 0 };
    sum.votes += votes;
    sum.difference += votes * difference;
    sum.squares += votes * Math.abs(difference);
    sums.set(key, sum);
  }
  return sums;
}

/** All votes together. */
export function sumVotes(table: CountTable): VoteSums {
  return sumVotesBy(table, () => 0).get(0) ?? { votes: 0, difference: 0, squares: 0 };
}
