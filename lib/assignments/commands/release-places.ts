import "server-only";
import type pg from "pg";

type Db = Pick<pg.PoolClient, "query">;

/**
 * Gives a rater's places back: what they hold expires, and what they have voted on becomes `released`: the vote stays, and
 * its place is another's. Called inside the transaction that excludes them or takes their votes back. Comparisons are
 * locked in the order of their ids, as everywhere.
 *
 * @param options.keepVotes only what they hold expires.
 * @returns how many places reopened.
 */
export async function releasePlaces(
  db: Db,
  raterId: string,
  { keepVotes = false }: { keepVotes?: boolean } = {},
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH theirs AS MATERIALIZED (
       SELECT a.id, a.comparison_id, a.state::text AS state, a.first_is_a, a.is_repeat FROM assignments a
       JOIN comparisons c ON c.id = a.comparison_id
       WHERE a.rater_id = $1 AND (a.state = 'open' OR NOT $2 AND a.state = 'done' AND c.purpose = 'main' AND NOT a.is_repeat)
       ORDER BY a.id FOR NO KEY UPDATE OF a
     ), locked AS MATERIALIZED (
       SELECT c.id FROM comparisons c WHERE c.id = ANY (ARRAY(SELECT comparison_id FROM theirs)) ORDER BY c.id
       FOR NO KEY UPDATE
     ), moved AS (
       UPDATE comparisons c SET open = c.open - d.open, done = c.done - d.done, first_a = c.first_a - d.first_a
       FROM (
         SELECT comparison_id AS id, count(*) FILTER (WHERE state = 'open')::int AS open,
           count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE first_is_a)::int AS first_a
         FROM theirs WHERE NOT is_repeat GROUP BY comparison_id
       ) d JOIN locked ON locked.id = d.id WHERE c.id = d.id
     )
     UPDATE assignments a SET lease_until = NULL,
       state = CASE theirs.state WHEN 'open' THEN 'expired' ELSE 'released' END::"AssignmentState"
     FROM theirs WHERE a.id = theirs.id`,
    [raterId, keepVotes],
  );
  return rowCount ?? 0;
}

/**
 * Takes a rater's released places up again, those that are still free; on the others somebody else has voted by now.
 *
 * @returns how many votes count again, and how many stay released.
 */
export async function restorePlaces(db: Db, raterId: string): Promise<{ restored: number; released: number }> {
  const { rows } = await db.query<{ restored: number; released: number }>(
    `WITH theirs AS MATERIALIZED (
       SELECT a.id, a.comparison_id, a.first_is_a FROM assignments a
       WHERE a.rater_id = $1 AND a.state = 'released' ORDER BY a.id FOR NO KEY UPDATE
     ), locked AS MATERIALIZED (
       SELECT c.id, c.open, c.done, c.capacity FROM comparisons c
       WHERE c.id = ANY (ARRAY(SELECT comparison_id FROM theirs)) ORDER BY c.id FOR NO KEY UPDATE
     ), moved AS (
       UPDATE comparisons c SET done = c.done + 1, first_a = c.first_a + theirs.first_is_a::int
       FROM theirs JOIN locked ON locked.id = theirs.comparison_id AND locked.open + locked.done < locked.capacity
       WHERE c.id = theirs.comparison_id RETURNING c.id
     ), back AS (
       UPDATE assignments a SET state = 'done' FROM theirs JOIN moved ON moved.id = theirs.comparison_id
       WHERE a.id = theirs.id RETURNING a.id
     )
     SELECT (SELECT count(*) FROM back)::int AS restored,
       (SELECT count(*) FROM theirs)::int - (SELECT count(*) FROM back)::int AS released`,
    [raterId],
  );
  return rows[0] ?? { restored: 0, released: 0 };
}
