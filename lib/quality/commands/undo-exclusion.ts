import "server-only";
import type pg from "pg";
import { restorePlaces } from "@/lib/assignments/commands/release-places";
import { recordEventOn } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { announceVotes } from "@/lib/votes/results-version";

/**
 * Takes an exclusion back: the votes count again whose places are still free, and the same rule does not exclude this rater
 * again. Whom it stopped at the pairs goes on with them. The exclusion stays on record.
 *
 * @returns how many votes count again, how many stay out since another rater has their place by now, and whether the rater
 *   is at the pairs again.
 * @throws {AppError} not_found; forbidden; conflict: they are not excluded.
 */
export async function undoExclusion(
  actor: Actor,
  name: string,
  pseudonym: string,
): Promise<{ restored: number; released: number; isBack: boolean }> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "edit");
  const places = await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string; stage: string }>(
      "SELECT id, stage::text AS stage FROM raters WHERE study_id = $1 AND pseudonym = $2 FOR NO KEY UPDATE",
      [study.id, pseudonym],
    );
    const [rater] = rows;
    if (!rater) throw new AppError("not_found", `There is no rater ${pseudonym} in ${name}.`);
    const undone = await client.query<{ id: string; reason: string }>(
      "UPDATE exclusions SET undone_at = now() WHERE rater_id = $1 AND undone_at IS NULL RETURNING id, reason",
      [rater.id],
    );
    if (undone.rowCount === 0) throw new AppError("conflict", `${pseudonym} is not excluded.`);
    // who withdrew took their votes back, whatever a rule said of them
    const restored = rater.stage === "withdrawn" ? { restored: 0, released: 0 } : await restorePlaces(client, rater.id);
    const exclusions = undone.rows.map(({ id }) => id);
    const isBack = await resumeRating(client, rater.id, exclusions);
    await recordEventOn(client, actor, {
      action: "rater.undo_exclusion",
      subjectId: study.id,
      detail: { raterId: rater.id, exclusions, ...restored, isBack },
    });
    return { ...restored, isBack };
  });
  await announceVotes(study.id);
  return places;
}

/**
 * Leads a rater back to the pairs whom one of these exclusions took away from them, as the audit log says; where nothing is
 * left for them they are soon led on. What they sent in for pay stays in its queue: who had left may never come back. Whose
 * pay is decided, or whose study is closed, stays where they are.
 */
async function resumeRating(client: pg.PoolClient, raterId: string, exclusionIds: string[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE raters r SET stage = 'rating', ended_at = NULL FROM studies s
     WHERE r.id = $1 AND s.id = r.study_id AND s.status IN ('open', 'paused')
       AND r.stage IN ('blindness', 'feedback', 'completed')
       AND EXISTS (
         SELECT FROM audit_events e WHERE e.action = 'rater.exclude' AND e.subject_id = r.study_id
           AND e.detail ->> 'exclusionId' = ANY ($2) AND e.detail ->> 'isStopped' = 'true'
       )
       AND NOT EXISTS (
         SELECT FROM participations p WHERE p.rater_id = r.id AND p.pay_state NOT IN ('active', 'pending')
       )`,
    [raterId, exclusionIds],
  );
  return rowCount === 1;
}
