import "server-only";
import type { Prisma } from "@/lib/db/generated/client";

/** `votes`: current ones that stay on record and count no more. `leases`: pairs that raters held, and hold no more. */
export type Withdrawn = { comparisons: number; votes: number; leases: number };

/**
 * Takes a response's comparisons out of a study, inside the transaction that amends its protocol. The comparisons are
 * locked first, in the order of their ids, so that nothing of them is leased after this; then what raters hold of them
 * expires. An assignment that is being voted on at this moment is passed over, and its vote stays on record as one on a
 * comparison that was taken out: so no vote waits for this or is lost by it.
 */
export async function withdrawComparisons(
  db: Prisma.TransactionClient,
  studyId: string,
  responseId: string,
): Promise<Withdrawn> {
  const taken = await db.$queryRaw<{ id: string; done: number }[]>`
    WITH locked AS MATERIALIZED (
      SELECT id FROM comparisons
      WHERE study_id = ${studyId}::uuid AND purpose = 'main' AND ${responseId}::uuid IN (response_a_id, response_b_id)
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE comparisons c SET purpose = 'withdrawn' FROM locked WHERE c.id = locked.id RETURNING c.id, c.done`;
  const ids = taken.map(({ id }) => id);
  const leases = await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT a.id, a.comparison_id, a.first_is_a, a.is_repeat FROM assignments a
      WHERE a.comparison_id = ANY (${ids}::uuid[]) AND a.state = 'open' FOR NO KEY UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE comparisons c SET open = c.open - d.leases, first_a = c.first_a - d.first_a
      FROM (
        SELECT comparison_id AS id, count(*)::int AS leases, count(*) FILTER (WHERE first_is_a)::int AS first_a
        FROM held WHERE NOT is_repeat GROUP BY comparison_id
      ) d WHERE c.id = d.id
    )
    UPDATE assignments a SET state = 'expired', lease_until = NULL FROM held WHERE a.id = held.id`;
  return { comparisons: taken.length, votes: taken.reduce((sum, { done }) => sum + done, 0), leases };
}
