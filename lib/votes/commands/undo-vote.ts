import "server-only";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import type { RatingReply } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/http/app-error";
import { announceVotes } from "@/lib/votes/results-version";
import type { UndoRequest } from "@/lib/votes/schema";

/**
 * Takes back the rater's last vote: a revision that withdraws it. The pair is theirs to judge again, and where they then
 * hold three, the one that they have not seen goes back.
 *
 * @throws {AppError} not_signed_in, not_found; conflict: it is not their last vote, or the study takes no votes now.
 */
export async function undoVote(actor: RaterActor, undo: UndoRequest): Promise<RatingReply> {
  const done = await inTransaction((client) => withdraw(client, actor, undo));
  if (done.outcome === "recorded") void announceVotes(done.studyId);
  return { ...(await takePairs(actor, undo.have)), outcome: done.outcome };
}

type Undone = { outcome: "recorded" | "repeated"; studyId: string };

type Mine = {
  id: string;
  state: string;
  nextRevision: number;
  comparisonId: string;
  trialIndex: number;
  firstIsA: boolean;
  isRepeat: boolean;
};

async function withdraw(client: pg.PoolClient, actor: RaterActor, undo: UndoRequest): Promise<Undone> {
  const { studyId, studyStatus, stage, leaseMinutes, raterId } = await findRater(client, actor);
  // all of the rater's pairs that matter, in one order, so that a second request waits here
  const { rows } = await client.query<Mine>(
    `SELECT id, state::text, next_revision AS "nextRevision", comparison_id AS "comparisonId",
       trial_index AS "trialIndex", first_is_a AS "firstIsA", is_repeat AS "isRepeat"
     FROM assignments WHERE rater_id = $1 AND trial_index IS NOT NULL AND state <> 'expired' ORDER BY id FOR NO KEY UPDATE`,
    [raterId],
  );
  const mine = rows.find(({ id }) => id === undo.assignmentId);
  if (!mine) throw new AppError("not_found", "This pair is not yours to judge.");
  if (undo.revision < mine.nextRevision) return { outcome: "repeated", studyId };
  const last = Math.max(...rows.filter(({ state }) => state === "done").map(({ trialIndex }) => trialIndex));
  if (mine.state !== "done" || undo.revision !== mine.nextRevision || mine.trialIndex !== last) {
    throw new AppError("conflict", "Only your last vote can be taken back.");
  }
  if (studyStatus !== "open") throw new AppError("conflict", "The study is paused: votes stand as they are.");
  if (stage !== "rating") throw new AppError("conflict", "Your rating is over: votes stand as they are.");
  const held = rows.filter(({ state }) => state === "open").sort((a, b) => a.trialIndex - b.trialIndex);
  const release = held.length >= 2 ? held.at(-1) : undefined;
  await client.query(
    "INSERT INTO votes (id, assignment_id, revision, choice, created_at) VALUES ($1, $2, $3, 'withdrawn', now())",
    [uuidv7(), mine.id, undo.revision],
  );
  await client.query(
    `UPDATE assignments SET state = 'open', next_revision = $2, answered_at = NULL,
       lease_until = now() + make_interval(mins => $3) WHERE id = $1`,
    [mine.id, undo.revision + 1, leaseMinutes],
  );
  if (release)
    await client.query("UPDATE assignments SET state = 'expired', lease_until = NULL WHERE id = $1", [release.id]);
  await moveCounts(client, mine, release);
  return { outcome: "recorded", studyId };
}

async function moveCounts(client: pg.PoolClient, mine: Mine, release: Mine | undefined): Promise<void> {
  // a repeat has no place to move
  const moved = [mine, release].filter((one) => one !== undefined && !one.isRepeat);
  const ids = moved.map((one) => one?.comparisonId);
  await client.query("SELECT FROM comparisons WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", [ids]);
  if (!mine.isRepeat)
    await client.query("UPDATE comparisons SET done = done - 1, open = open + 1 WHERE id = $1", [mine.comparisonId]);
  if (release && !release.isRepeat) {
    await client.query("UPDATE comparisons SET open = open - 1, first_a = first_a - $2 WHERE id = $1", [
      release.comparisonId,
      release.firstIsA ? 1 : 0,
    ]);
  }
}

type Found = { raterId: string; studyId: string; studyStatus: string; stage: string; leaseMinutes: number };

async function findRater(client: pg.PoolClient, actor: RaterActor) {
  const { rows } = await client.query<Found>(
    `SELECT r.id AS "raterId", s.id AS "studyId", s.status::text AS "studyStatus", r.stage::text, (s.protocol ->> 'leaseMinutes')::int AS "leaseMinutes"
     FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.token_hash = $1 AND s.slug = $2`,
    [actor.tokenHash, actor.slug],
  );
  if (!rows[0])
    throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
  return rows[0];
}
