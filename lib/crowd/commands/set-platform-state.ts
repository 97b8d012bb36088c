import "server-only";
import { releaseLeases } from "@/lib/assignments/commands/release-leases";
import type { WayIn } from "@/lib/crowd/schema";
import { getPool } from "@/lib/db/pool";

/** What Prolific's words mean for pay. Others are kept as they are, and change nothing. */
const MEANS: Record<string, "active" | "pending" | "approved" | "returned" | "rejected"> = {
  ACTIVE: "active",
  RESERVED: "active",
  "AWAITING REVIEW": "pending",
  APPROVED: "approved",
  "PARTIALLY APPROVED": "approved",
  RETURNED: "returned",
  "TIMED-OUT": "returned",
  REJECTED: "rejected",
  "SCREENED OUT": "returned",
};

/**
 * Notes where a submission stands on its platform. Somebody who returned it or ran out of time there will not come back:
 * what they hold is given to others. Their votes stay.
 *
 * Internal to the crowd: callers have checked a signature or asked the platform.
 *
 * @returns false: no participation has this submission.
 */
export async function setPlatformState(wayIn: WayIn, submissionId: string, word: string): Promise<boolean> {
  const state = MEANS[word.toUpperCase()] ?? null;
  const { rows } = await getPool().query<{ raterId: string }>(
    `UPDATE participations SET platform_state = $3, synced_at = now(), error = NULL,
       pay_state = CASE
         WHEN $4::text IS NULL THEN pay_state
         -- a platform that is behind does not undo what was decided or handed in
         WHEN $4 = 'active' OR $4 = 'pending' AND pay_state <> 'active' THEN pay_state
         ELSE $4::text::"PayState" END
     WHERE way_in = $1::text::"WayIn" AND submission_id = $2 RETURNING rater_id AS "raterId"`,
    [wayIn, submissionId, word, state],
  );
  if (state === "returned") for (const { raterId } of rows) await releaseLeases(raterId);
  return rows.length > 0;
}
