import "server-only";
import type { Db } from "@/lib/db/long-transaction";

/** Comparisons, assignments and votes from what was staged; everything else that they point to is there. */
export async function writeVotes(db: Db, studyId: string, importId: string): Promise<void> {
  await resolveVotes(db, studyId);
  await writeComparisons(db, studyId);
  await writeAssignments(db);
  await db.$executeRaw`
    INSERT INTO votes (id, choice, import_line, assignment_id, import_id, created_at)
    SELECT vote_id, choice, line, assignment_id, ${importId}::uuid, coalesce(voted_at, now()) FROM resolved_votes`;
}

/** The model with the lower id is A, whichever side the file had it on. */
async function resolveVotes(db: Db, studyId: string): Promise<void> {
  await db.$executeRaw`
    CREATE TEMP TABLE resolved_votes ON COMMIT DROP AS
    SELECT v.line, v.vote_id, v.assignment_id, v.comparison_id, v.choice, v.voted_at, v.turn, p.prompt_id,
      r.id AS rater_id, f.id < s.id AS first_is_a,
      least(f.id, s.id) AS model_a_id, greatest(f.id, s.id) AS model_b_id,
      CASE WHEN f.id < s.id THEN fr.response_id ELSE sr.response_id END AS response_a_id,
      CASE WHEN f.id < s.id THEN sr.response_id ELSE fr.response_id END AS response_b_id
    FROM staged_votes v
    JOIN staged_prompts p ON p.external_id = v.prompt
    JOIN models f ON f.name = v.first_model
    JOIN models s ON s.name = v.second_model
    JOIN raters r ON r.study_id = ${studyId}::uuid AND r.source_hash = v.rater_hash
    LEFT JOIN staged_responses fr
      ON fr.prompt_id = p.prompt_id AND fr.model_id = f.id AND fr.digest = v.first_digest
    LEFT JOIN staged_responses sr
      ON sr.prompt_id = p.prompt_id AND sr.model_id = s.id AND sr.digest = v.second_digest`;
  await db.$executeRaw`ANALYZE resolved_votes`;
}

async function writeComparisons(db: Db, studyId: string): Promise<void> {
  await db.$executeRaw`
    CREATE TEMP TABLE staged_comparisons ON COMMIT DROP AS
    SELECT prompt_id, turn, model_a_id, model_b_id, response_a_id, response_b_id, count(*)::int AS votes,
      (count(*) FILTER (WHERE first_is_a))::int AS first_a, min(line) AS line,
      (array_agg(comparison_id ORDER BY line))[1] AS id
    FROM resolved_votes
    GROUP BY prompt_id, turn, model_a_id, model_b_id, response_a_id, response_b_id`;
  await db.$executeRaw`
    UPDATE staged_comparisons s SET id = c.id
    FROM comparisons c
    WHERE c.study_id = ${studyId}::uuid AND c.purpose = 'main' AND c.prompt_id = s.prompt_id
      AND c.model_a_id = s.model_a_id AND c.model_b_id = s.model_b_id AND c.turn IS NOT DISTINCT FROM s.turn
      AND c.response_a_id IS NOT DISTINCT FROM s.response_a_id
      AND c.response_b_id IS NOT DISTINCT FROM s.response_b_id`;
  await db.$executeRaw`
    UPDATE resolved_votes v SET comparison_id = s.id
    FROM staged_comparisons s
    WHERE v.prompt_id = s.prompt_id AND v.model_a_id = s.model_a_id AND v.model_b_id = s.model_b_id
      AND v.turn IS NOT DISTINCT FROM s.turn AND v.response_a_id IS NOT DISTINCT FROM s.response_a_id
      AND v.response_b_id IS NOT DISTINCT FROM s.response_b_id`;
  await db.$executeRaw`
    INSERT INTO comparisons
      (id, study_id, prompt_id, turn, model_a_id, model_b_id, response_a_id, response_b_id, capacity, done, first_a)
    SELECT id, ${studyId}::uuid, prompt_id, turn, model_a_id, model_b_id, response_a_id, response_b_id, votes, votes,
      first_a
    FROM staged_comparisons ORDER BY line
    ON CONFLICT (id) DO UPDATE SET capacity = comparisons.capacity + excluded.capacity,
      done = comparisons.done + excluded.done, first_a = comparisons.first_a + excluded.first_a`;
}

/** A rater who judged one unit more than once has one occasion for each, in the order of the file: every row is a vote. */
async function writeAssignments(db: Db): Promise<void> {
  await db.$executeRaw`
    INSERT INTO assignments (id, state, occasion, first_is_a, comparison_id, rater_id, served_at, answered_at)
    SELECT v.assignment_id, 'done',
      coalesce(before.occasions, 0) - 1 + row_number() OVER (PARTITION BY v.rater_id, v.comparison_id ORDER BY v.line),
      v.first_is_a, v.comparison_id, v.rater_id, coalesce(v.voted_at, now()), v.voted_at
    FROM resolved_votes v
    LEFT JOIN (
      SELECT a.rater_id, a.comparison_id, max(a.occasion) + 1 AS occasions
      FROM assignments a JOIN staged_comparisons s ON s.id = a.comparison_id
      GROUP BY a.rater_id, a.comparison_id
    ) before ON before.rater_id = v.rater_id AND before.comparison_id = v.comparison_id`;
}
