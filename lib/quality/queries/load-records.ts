import "server-only";
import { getPool } from "@/lib/db/pool";
import type { RatedPair, RaterRecord } from "@/lib/quality/rules/rater-record";

type Row = RatedPair & { raterId: string };
type RaterRow = Pick<RaterRecord, "raterId" | "isFinished" | "browser" | "place"> & { isLeftOut: boolean };

/** A study's raters as its rules see them; `isLeftOut`: excluded, so that the others are not measured by them. */
export type LoadedRecord = RaterRecord & { isLeftOut: boolean };

/**
 * Current votes on main pairs, gold, checks and repeats in the order in which they were cast; practice, pairs that an
 * amendment took out and "cannot judge" are no evidence. Models as judges, and who withdrew, are not there.
 *
 * @param raterId of one alone; then `votes` of the others are [].
 * Cost: O(votes).
 */
export async function loadRecords(studyId: string, raterId: string | null = null): Promise<LoadedRecord[]> {
  const { rows: raters } = await getPool().query<RaterRow>(
    `SELECT r.id AS "raterId", encode(r.browser_hash, 'hex') AS browser, r.stage <> 'rating' AS "isFinished",
       (row_number() OVER (ORDER BY r.created_at, r.id))::int - 1 AS place,
       EXISTS (SELECT FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL) AS "isLeftOut"
     FROM raters r WHERE r.study_id = $1 AND r.kind = 'human' AND r.stage <> 'withdrawn'`,
    [studyId],
  );
  const { rows } = await getPool().query<Row>(
    `SELECT a.rater_id AS "raterId", c.purpose::text AS purpose, a.is_repeat AS "isRepeat", c.id AS "comparisonId",
       c.model_a_id || ' ' || c.model_b_id AS pair, a.first_is_a AS "firstIsA", c.expected::text AS expected,
       v.decision_ms AS "decisionMs",
       CASE WHEN v.choice IN ('tie', 'both_bad') THEN 'tie' WHEN (v.choice = 'first') = a.first_is_a THEN 'a' ELSE 'b' END
         AS outcome
     FROM comparisons c JOIN assignments a ON a.comparison_id = c.id
     JOIN votes v ON v.assignment_id = a.id AND v.choice NOT IN ('withdrawn', 'cannot_judge')
     WHERE c.study_id = $1 AND c.purpose NOT IN ('practice', 'withdrawn') AND ($2::uuid IS NULL OR a.rater_id = $2)
       AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
     ORDER BY a.trial_index, a.id`,
    [studyId, raterId],
  );
  const votes = new Map<string, RatedPair[]>();
  for (const { raterId: of, ...vote } of rows) {
    const theirs = votes.get(of);
    if (theirs) theirs.push(vote);
    else votes.set(of, [vote]);
  }
  return raters.map((rater) => ({ ...rater, votes: votes.get(rater.raterId) ?? [] }));
}
