import "server-only";
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
 * again. The exclusion stays on record.
 *
 * @returns how many votes count again, and how many stay out since another rater has their place by now.
 * @throws {AppError} not_found; forbidden; conflict: they are not excluded.
 */
export async function undoExclusion(
  actor: Actor,
  name: string,
  pseudonym: string,
): Promise<{ restored: number; released: number }> {
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
    await recordEventOn(client, actor, {
      action: "rater.undo_exclusion",
      subjectId: study.id,
      detail: { raterId: rater.id, exclusions: undone.rows.map(({ id }) => id), ...restored },
    });
    return restored;
  });
  await announceVotes(study.id);
  return places;
}
