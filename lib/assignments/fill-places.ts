import "server-only";
import { expireStudyLeases } from "@/lib/assignments/commands/expire-leases";
import { countPairsAtMost, getPairs, hasPlacesLeasedByOthers } from "@/lib/assignments/queries";
import { type LeaseRow, leaseOne } from "@/lib/assignments/run-lease";
import type { Pair, RatingReply, RatingState } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";

/** The shown pair and one prefetched. */
const MOST_HELD = 2;

/**
 * From what a lease statement answered to the reply for the browser: leases up to two pairs, gives back what has run out
 * where there is nothing to lease, and fetches the texts that the browser lacks.
 *
 * @param have assignments whose texts the browser holds.
 */
export async function fillPlaces(
  actor: RaterActor,
  first: LeaseRow,
  have: string[],
): Promise<Omit<RatingReply, "outcome">> {
  const pairs = new Map<string, LeaseRow["pair"]>();
  let row = first;
  let mayExpire = true;
  for (;;) {
    for (const id of row.held ?? []) if (!pairs.has(id)) pairs.set(id, null);
    if (row.pair) pairs.set(row.pair.assignmentId, row.pair);
    if (pairs.size >= MOST_HELD || row.status !== "open" || row.stage !== "rating") break;
    if (!row.pair && !row.lost) {
      if (pairs.size > 0 || !mayExpire) break;
      mayExpire = false;
      if ((await expireStudyLeases(row.studyId)) === 0) break;
    }
    row = await leaseOne(actor);
  }
  return {
    state: pairs.size > 0 ? "rating" : await stateWithoutPairs(actor, row),
    progress: { done: row.done, total: Math.max(row.done + pairs.size, await countPairsAtMost(row.studyId)) },
    pairs: await withTexts([...pairs], have),
  };
}

async function stateWithoutPairs(actor: RaterActor, row: LeaseRow): Promise<RatingState> {
  if (row.stage !== "rating") return "step";
  if (row.status === "paused") return "paused";
  // who was on the way when the study closed has done their part, and is led to the end as all are
  if (row.status === "closed") return "finished";
  return (await hasPlacesLeasedByOthers(actor)) ? "waiting" : "finished";
}

async function withTexts(pairs: [string, LeaseRow["pair"]][], have: string[]): Promise<RatingReply["pairs"]> {
  const isWhole = (pair: LeaseRow["pair"]): pair is Pair => !!(pair?.prompt && pair.first && pair.second);
  const missing = pairs.filter(([id, pair]) => !have.includes(id) && !isWhole(pair)).map(([id]) => id);
  const fetched = new Map((await getPairs(missing)).map((pair) => [pair.assignmentId, pair]));
  return pairs.map(([assignmentId, pair]) => {
    const whole = isWhole(pair) ? pair : fetched.get(assignmentId);
    return whole ? { assignmentId, pair: whole } : { assignmentId };
  });
}
