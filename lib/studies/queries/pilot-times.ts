import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { listStudies } from "@/lib/studies/queries/studies";

/** Fewer sessions than this are no median. */
const LEAST_RATERS = 3;

export type PilotTime = { study: string; raters: number; medianMinutes: number };

/**
 * How long a session took in the studies that ran and that the actor may read: from a rater's consent to their end, else
 * from consent to their last vote. Simulated raters are none.
 *
 * @returns minutes, to a tenth; only studies with 3 raters who voted, or more.
 */
export async function listPilotTimes(actor: Actor): Promise<PilotTime[]> {
  const studies = (await listStudies(actor)).filter(({ status, isDryRun }) => status !== "draft" && !isDryRun);
  const { rows } = await getPool().query<PilotTime>(
    `SELECT study, count(*)::int AS raters,
       greatest(0.1, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes))::numeric, 1))::float AS "medianMinutes"
     FROM (
       SELECT s.name AS study, extract(epoch FROM coalesce(r.ended_at, max(v.created_at)) - r.consent_at) / 60 AS minutes
       FROM studies s JOIN raters r ON r.study_id = s.id
         JOIN assignments a ON a.rater_id = r.id JOIN votes v ON v.assignment_id = a.id
       WHERE s.name = ANY ($1) AND s.origin = 'native' AND s.kind = 'fixed' AND r.kind = 'human'
         AND r.consent_at IS NOT NULL
       GROUP BY s.name, r.id
     ) sessions
     GROUP BY study HAVING count(*) >= ${LEAST_RATERS} ORDER BY study`,
    [studies.map(({ name }) => name)],
  );
  return rows;
}
