import "server-only";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

const TRY_AGAIN_MS = 1_000;

/** Studies whose change Redis has not heard of yet. */
const owed = new Set<string>();
let trying: NodeJS.Timeout | undefined;

function versionKey(studyId: string): string {
  return `results:version:${studyId}`;
}

/** Where a study's new versions are announced; the message is empty, since the version is read where it is wanted. */
export function versionChannel(studyId: string): string {
  return `results:moved:${studyId}`;
}

/**
 * Says that a study's results are others than before: to be called after the commit of whatever adds, takes back, excludes
 * or imports votes. One round trip, which a rater's request does not wait for and cannot fail by; the promise is for
 * processes that end. While Redis is away the change is remembered here, and announced when it is back.
 */
export async function announceVotes(studyId: string): Promise<void> {
  try {
    const replies = await getRedis()
      .pipeline()
      .set(versionKey(studyId), firstVersion(), "NX")
      .incr(versionKey(studyId))
      .publish(versionChannel(studyId), "")
      .exec();
    for (const [error] of replies ?? []) if (error) throw error;
    owed.delete(studyId);
  } catch (error) {
    if (owed.size === 0) log.warn({ reason: (error as Error).message }, "new votes not announced; trying again");
    owed.add(studyId);
    if (trying === undefined) trying = setTimeout(announceOwed, TRY_AGAIN_MS).unref();
  }
}

function announceOwed(): void {
  trying = undefined;
  for (const studyId of owed) void announceVotes(studyId);
}

/**
 * Moves with each vote, undo, exclusion and import. Equal versions are equal votes; which of two is later, it does not say.
 *
 * @throws {Error} Redis is away.
 */
export async function readVersion(studyId: string): Promise<string> {
  const replies = await getRedis()
    .pipeline()
    .set(versionKey(studyId), firstVersion(), "NX")
    .get(versionKey(studyId))
    .exec();
  const [error, version] = replies?.[1] ?? [new Error("no reply"), null];
  if (error) throw error;
  return String(version);
}

/**
 * The time, in microseconds: a Redis that lost its counters goes on above all that it ever said, and a page then sees that
 * it is out of date.
 */
function firstVersion(): number {
  return Math.floor((performance.timeOrigin + performance.now()) * 1000);
}
