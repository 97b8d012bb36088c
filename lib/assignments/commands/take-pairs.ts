import "server-only";
import { fillPlaces } from "@/lib/assignments/fill-places";
import { leaseOne } from "@/lib/assignments/run-lease";
import type { RatingReply } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";

/** What a rater who starts, comes back or waits is to judge: the pairs they hold, leased up to two. */
export async function takePairs(actor: RaterActor, have: string[]): Promise<RatingReply> {
  return fillPlaces(actor, await leaseOne(actor), have);
}
