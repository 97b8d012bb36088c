import "server-only";
import type { WorkerActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";

/**
 * Gives back the places of leases that have run out. Assignments being voted on at this moment are passed over: the vote
 * decides. Comparisons are locked in the order of their ids, as everywhere.
 */
const EXPIRE = `WITH due AS MATERIALIZED (
  SELECT a.id, a.comparison_id, a.first_is_a, a.is_repeat FROM assignments a
  WHERE a.state = 'open' AND a.lease_until < now()
    AND ($1::uuid IS NULL OR a.comparison_id IN (SELECT id FROM comparisons WHERE study_id = $1))
  FOR NO KEY UPDATE SKIP LOCKED
),
locked AS MATERIALIZED (
  SELECT c.id FROM comparisons c WHERE c.id = ANY (ARRAY(SELECT comparison_id FROM due)) ORDER BY c.id FOR NO KEY UPDATE
),
moved AS (
  UPDATE comparisons c SET open = c.open - d.leases, first_a = c.first_a - d.first_a
  FROM (
    SELECT comparison_id AS id, count(*)::int AS leases, count(*) FILTER (WHERE first_is_a)::int AS first_a
    FROM due WHERE NOT is_repeat GROUP BY comparison_id
  ) d JOIN locked ON locked.id = d.id
  WHERE c.id = d.id
)
UPDATE assignments a SET state = 'expired', lease_until = NULL FROM due WHERE a.id = due.id`;

/** The sweep, over all studies. @returns how many leases had run out. */
export async function expireLeases(_actor: WorkerActor): Promise<number> {
  const { rowCount } = await getPool().query(EXPIRE, [null]);
  return rowCount ?? 0;
}

/** The same for one study, when a rater would otherwise wait for the sweep. */
export async function expireStudyLeases(studyId: string): Promise<number> {
  const { rowCount } = await getPool().query(EXPIRE, [studyId]);
  return rowCount ?? 0;
}
