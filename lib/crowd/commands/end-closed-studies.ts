import "server-only";
import type { WorkerActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";

/** Who still has the page open is led through the last steps by it; the others are ended for them. */
const GRACE = "10 minutes";

/**
 * Ends raters whose study closed while they were at the pairs, as ones who completed it, once they hold nothing that
 * could still be voted on: their work waits for its pay, though they closed the page.
 *
 * @returns how many.
 */
export async function endClosedStudies(_actor: WorkerActor): Promise<number> {
  const { rows } = await getPool().query<{ ended: number }>(
    `WITH ended AS (
       UPDATE raters r SET stage = 'completed', ended_at = now() FROM studies s
       WHERE s.id = r.study_id AND s.status = 'closed' AND s.origin = 'native' AND s.kind = 'fixed'
         AND s.closed_at < now() - interval '${GRACE}'
         AND r.kind = 'human' AND r.stage = 'rating'
         AND EXISTS (SELECT FROM assignments a WHERE a.rater_id = r.id AND a.state IN ('done', 'released'))
         AND NOT EXISTS (SELECT FROM assignments a WHERE a.rater_id = r.id AND a.state = 'open' AND a.lease_until > now())
       RETURNING r.id
     ),
     submitted AS (
       UPDATE participations p SET pay_state = 'pending', submitted_at = now()
       FROM ended WHERE p.rater_id = ended.id AND p.pay_state = 'active'
     )
     SELECT count(*)::int AS ended FROM ended`,
  );
  return rows[0]?.ended ?? 0;
}
