import "server-only";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { releasePlaces } from "@/lib/assignments/commands/release-places";
import { recordEventOn } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { RaterStage } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/in-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { excludeSchema, type Finding } from "@/lib/quality/schema";
import { stageAfter } from "@/lib/studies/first-stage";
import { requireStudy } from "@/lib/studies/queries/require-study";
import type { Protocol } from "@/lib/studies/schema";
import { announceVotes } from "@/lib/votes/results-version";

/**
 * Leaves a rater out of the results by hand, with a reason that stands in the export. Their votes are kept, their places
 * are others' now, their pay is not touched.
 *
 * @throws {AppError} not_found; forbidden; bad_input: no reason; conflict: they are excluded already, or withdrew.
 */
export async function excludeRater(actor: Actor, name: string, input: z.input<typeof excludeSchema>): Promise<void> {
  const { pseudonym, reason } = parseInput(excludeSchema, input);
  const { study } = await requireStudy(getPrisma(), actor, { name }, "edit");
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      "SELECT id FROM raters WHERE study_id = $1 AND pseudonym = $2",
      [study.id, pseudonym],
    );
    if (!rows[0]) throw new AppError("not_found", `There is no rater ${pseudonym} in ${name}.`);
    const outcome = await exclude(client, actor, rows[0].id, { reason, evidence: {} });
    if (outcome === "was_excluded") throw new AppError("conflict", `${pseudonym} is excluded already.`);
    if (outcome === "withdrew") {
      throw new AppError("conflict", `${pseudonym} has withdrawn: their votes are in no result as it is.`);
    }
  });
  await announceVotes(study.id);
}

type Grounds = { reason: string; evidence: Finding["evidence"] };
type Found = { studyId: string; stage: RaterStage; isExcluded: boolean; session: Protocol["session"] | null };

/**
 * The same inside a transaction, by hand or by a rule, whose name is then the reason. Who is at the pairs goes on to what
 * follows them. The rater's row is locked, so that two who exclude one rater at once exclude them once.
 */
export async function exclude(
  client: pg.PoolClient,
  actor: Actor,
  raterId: string,
  { reason, evidence }: Grounds,
): Promise<"excluded" | "was_excluded" | "withdrew"> {
  await client.query("SELECT FROM raters WHERE id = $1 FOR NO KEY UPDATE", [raterId]);
  const { rows } = await client.query<Found>(
    `SELECT r.study_id AS "studyId", r.stage::text AS stage, s.protocol -> 'session' AS session,
       EXISTS (SELECT FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL) AS "isExcluded"
     FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.id = $1`,
    [raterId],
  );
  const [rater] = rows;
  if (!rater) throw new AppError("not_found", "There is no such rater.");
  if (rater.isExcluded) return "was_excluded";
  if (rater.stage === "withdrawn") return "withdrew";
  const exclusionId = uuidv7();
  await client.query(
    "INSERT INTO exclusions (id, study_id, rater_id, reason, evidence, created_at) VALUES ($1, $2, $3, $4, $5, now())",
    [exclusionId, rater.studyId, raterId, reason, JSON.stringify(evidence)],
  );
  // first, so that nothing is leased to them any more when their places are counted
  const isStopped = rater.stage === "rating";
  if (isStopped) await endRating(client, raterId, stageAfter(rater.session ?? undefined, "rating"));
  const places = await releasePlaces(client, raterId);
  await recordEventOn(client, actor, {
    action: "rater.exclude",
    subjectId: rater.studyId,
    detail: { raterId, exclusionId, reason, places, isStopped },
  });
  return "excluded";
}

/** Leads a rater who is at the pairs on to this stage; what they did waits for its pay as any other's. */
export async function endRating(client: pg.PoolClient, raterId: string, stage: RaterStage): Promise<boolean> {
  const isEnd = stage === "completed" || stage === "failed_checks";
  const { rowCount } = await client.query(
    `UPDATE raters SET stage = $2::text::"RaterStage", ended_at = CASE WHEN $3 THEN now() ELSE ended_at END
     WHERE id = $1 AND stage = 'rating'`,
    [raterId, stage, isEnd],
  );
  if (rowCount === 0) return false;
  if (isEnd) {
    await client.query(
      `UPDATE participations SET pay_state = 'pending', submitted_at = now()
       WHERE rater_id = $1 AND pay_state = 'active'`,
      [raterId],
    );
  }
  return true;
}
