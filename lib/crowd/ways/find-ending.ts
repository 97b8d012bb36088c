import "server-only";
import type pg from "pg";
import type { EndedAs, Ending, WayIn } from "@/lib/crowd/schema";
import { OPEN_LINK, toEnding } from "@/lib/crowd/ways/registry";

type Row = {
  wayIn: WayIn | null;
  settings: unknown;
  participantId: string | null;
  submissionId: string | null;
  details: Record<string, string> | null;
};

/** How this rater leaves: by the way they came, as it is set up now. */
export async function findEnding(db: Pick<pg.PoolClient, "query">, raterId: string, outcome: EndedAs): Promise<Ending> {
  const { rows } = await db.query<Row>(
    `SELECT w.way_in::text AS "wayIn", w.settings, p.participant_id AS "participantId",
       p.submission_id AS "submissionId", p.details
     FROM raters r LEFT JOIN participations p ON p.rater_id = r.id
     LEFT JOIN study_ways_in w ON w.study_id = r.study_id AND w.way_in = coalesce(p.way_in, 'link')
     WHERE r.id = $1`,
    [raterId],
  );
  const [row] = rows;
  if (!row?.wayIn) return toEnding(OPEN_LINK, outcome, { participantId: null, submissionId: null, details: {} });
  const { wayIn, settings, participantId, submissionId, details } = row;
  return toEnding({ wayIn, settings }, outcome, { participantId, submissionId, details: details ?? {} });
}

/** The rater has ended: what their platform pays for waits for a decision. */
export async function markSubmitted(db: Pick<pg.PoolClient, "query">, raterId: string): Promise<void> {
  await db.query(
    `UPDATE participations SET pay_state = 'pending', submitted_at = now()
     WHERE rater_id = $1 AND pay_state = 'active'`,
    [raterId],
  );
}
