import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { sumVotes, sumVotesBy } from "@/lib/stats/vote-differences";

/** The smallest and the largest difference that leaving one out gives. */
export type LeaveOneOutRange = { low: number; high: number };

/**
 * What the pooled difference (better minus worse, seen from model A) would be without one rater, or without one
 * prompt: the extremes over all of them.
 *
 * @param table one pair's votes; both bad is a tie, cannot judge is outside.
 * @param leftOut what is left out, one at a time.
 * @throws {NotIdentifiableError} fewer than two of them voted: without the one nothing would be left.
 * Cost: O(cells).
 */
export function findLeaveOneOutRange(table: CountTable, leftOut: "rater" | "prompt"): LeaveOneOutRange {
  const column = table[leftOut];
  const clusters = [...sumVotesBy(table, (cell) => column[cell] as number).values()];
  if (clusters.length < 2) throw new NotIdentifiableError(`Without its only ${leftOut} nothing would be left.`);
  const all = sumVotes(table);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const cluster of clusters) {
    const without = (all.difference - cluster.difference) / (all.votes - cluster.votes);
    low = Math.min(low, without);
    high = Math.max(high, without);
  }
  return { low, high };
}
