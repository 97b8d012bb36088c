import "server-only";
import { getPool } from "@/lib/db/pool";

/** Gives back what a rater holds and has not voted on: they have left for good. Comparisons are locked in id order. */
export async function releaseLeases(raterId: string): Promise<number> {
  const { rowCount } = await getPool().query(
    `WITH due AS MATERIALIZED (
       SELECT a.id, a.comparison_id, a.first_is_a, a.is_repeat FROM assignments a
       WHERE a.rater_id = $1 AND a.state = 'open' ORDER BY a.id FOR NO KEY UPDATE
     ), locked AS MATERIALIZED (
       SELECT c.id FROM comparisons c WHERE c.id = ANY (ARRAY(SELECT comparison_id FROM due)) ORDER BY c.id FOR NO KEY UPDATE
     ), moved AS (
       UPDATE comparisons c SET open = c.open - d.leases, first_a = c.first_a - d.first_a
       FROM (
         SELECT comparison_id AS id, count(*)::int AS leases, count(*) FILTER (WHERE first_is_a)::int AS first_a
         FROM due WHERE NOT is_repeat GROUP BY comparison_id
       ) d JOIN locked ON locked.id = d.id WHERE c.id = d.id
     )
     UPDATE assignments a SET state = 'expired', lease_until = NULL FROM due WHERE a.id = due.id`,
    [raterId],
  );
  return rowCount ?? 0;
}
