import "server-only";
import type pg from "pg";
import type { PayState } from "@/lib/db/generated/enums";

/** Prolific's word for a submission, as we say it; null: nothing is decided by it. */
const PAY_STATE: Record<string, PayState | undefined> = {
  "AWAITING REVIEW": "pending",
  APPROVED: "approved",
  "PARTIALLY APPROVED": "approved",
  "SCREENED OUT": "approved",
  RETURNED: "returned",
  "TIMED OUT": "returned",
  REJECTED: "rejected",
};

/**
 * Writes down what Prolific says of a submission. One that was returned or ran out of time gives its open pairs back: their
 * leases end now, and the sweep counts them. An older word never takes back a decision.
 *
 * @returns the study whose pairs came free; null: none did, or the submission is not ours.
 */
export async function noteStatus(
  db: Pick<pg.PoolClient, "query">,
  submissionId: string,
  status: string,
): Promise<string | null> {
  const word = status.trim().toUpperCase().replaceAll(/[_-]/g, " ").slice(0, 40);
  const state = PAY_STATE[word] ?? null;
  const { rows } = await db.query<{ raterId: string; studyId: string }>(
    `UPDATE participations SET platform_state = $2, synced_at = now(),
       pay_state = CASE
         WHEN $3::text IS NULL OR ($3 = 'pending' AND pay_state <> 'active') THEN pay_state
         ELSE $3::text::"PayState" END,
       submitted_at = CASE WHEN $3 = 'pending' THEN coalesce(submitted_at, now()) ELSE submitted_at END
     WHERE way_in = 'prolific' AND submission_id = $1 RETURNING rater_id AS "raterId", study_id AS "studyId"`,
    [submissionId, word, state],
  );
  const [mine] = rows;
  if (!mine || state !== "returned") return null;
  const freed = await db.query(
    "UPDATE assignments SET lease_until = now() - interval '1 second' WHERE rater_id = $1 AND state = 'open'",
    [mine.raterId],
  );
  return freed.rowCount ? mine.studyId : null;
}
