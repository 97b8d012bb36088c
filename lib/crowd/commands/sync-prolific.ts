import "server-only";
import { expireStudyLeases } from "@/lib/assignments/commands/expire-leases";
import type { Actor, WorkerActor } from "@/lib/auth/actor";
import { listSubmissions } from "@/lib/crowd/prolific/api";
import { noteStatus } from "@/lib/crowd/prolific/note-status";
import { prolificSettingsSchema } from "@/lib/crowd/schema";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { readProlific } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * Asks Prolific what became of a study's submissions. Changes no vote and pays nobody.
 *
 * @returns how many submissions there are on Prolific.
 * @throws {AppError} bad_input: the study has no way in by Prolific, or its id there is not known; unavailable.
 */
export async function syncProlific(actor: Actor, name: string): Promise<number> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "edit");
  const key = { studyId_wayIn: { studyId: study.id, wayIn: "prolific" as const } };
  const way = await getPrisma().studyWayIn.findUnique({ where: key });
  const settings = prolificSettingsSchema.safeParse(way?.settings);
  if (!settings.success || !settings.data.prolificStudyId) {
    throw new AppError("bad_input", `Give the study’s id on Prolific first, among the ways into ${name}.`);
  }
  return syncStudy(study.id, settings.data.prolificStudyId);
}

/** All studies with submissions that are not decided: a webhook may have been lost. */
export async function syncMarketplaces(_actor: WorkerActor): Promise<void> {
  if (!readProlific().token) return;
  const { rows } = await getPool().query<{ studyId: string; prolificId: string }>(
    `SELECT w.study_id AS "studyId", w.settings ->> 'prolificStudyId' AS "prolificId" FROM study_ways_in w
     WHERE w.way_in = 'prolific' AND w.settings ->> 'prolificStudyId' IS NOT NULL AND EXISTS (
       SELECT FROM participations p WHERE p.study_id = w.study_id AND p.way_in = 'prolific'
         AND p.pay_state IN ('active', 'pending', 'return_asked') AND p.submission_id IS NOT NULL)`,
  );
  for (const { studyId, prolificId } of rows) {
    await syncStudy(studyId, prolificId).catch((error: Error) =>
      log.warn({ studyId, reason: error.message }, "a study was not synchronised with its marketplace"),
    );
  }
}

async function syncStudy(studyId: string, prolificId: string): Promise<number> {
  const submissions = await listSubmissions(prolificId);
  let hasFreed = false;
  for (const { id, status } of submissions) {
    if ((await noteStatus(getPool(), id, status)) !== null) hasFreed = true;
  }
  if (hasFreed) await expireStudyLeases(studyId);
  return submissions.length;
}
