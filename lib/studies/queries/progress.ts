import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

export type PairProgress = {
  promptSet: string;
  /** The reference where there is one. */
  modelA: string;
  modelB: string;
  comparisons: number;
  votes: number;
  votesWanted: number;
};

export type StudyProgress = {
  pairs: PairProgress[];
  votes: number;
  votesWanted: number;
  /** Raters with at least one current vote, and of all raters those who hold a pair at this moment. */
  raters: number;
  ratingNow: number;
};

/** How far a study's main comparisons are. */
export async function getProgress(actor: Actor, name: string): Promise<StudyProgress> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  const [pairs, raters] = await Promise.all([listPairs(study.id), countRaters(study.id)]);
  const sum = (count: (pair: PairProgress) => number) => pairs.reduce((total, pair) => total + count(pair), 0);
  return { pairs, votes: sum((pair) => pair.votes), votesWanted: sum((pair) => pair.votesWanted), ...raters };
}

async function listPairs(studyId: string): Promise<PairProgress[]> {
  const { rows } = await getPool().query<PairProgress>(
    `WITH pairs AS (
      SELECT p.prompt_set_id, c.model_a_id, c.model_b_id, count(*)::int AS comparisons, sum(c.done)::int AS votes,
        sum(c.capacity)::int AS wanted
      FROM comparisons c JOIN prompts p ON p.id = c.prompt_id
      WHERE c.study_id = $1 AND c.purpose = 'main' GROUP BY 1, 2, 3
    ), named AS (
      SELECT pairs.*, s.name AS set, u.position, a.name AS a, b.name AS b,
        coalesce(rb.is_reference, false) OR NOT coalesce(ra.is_reference, false) AND b.name COLLATE "C" < a.name AS turned
      FROM pairs JOIN prompt_sets s ON s.id = pairs.prompt_set_id
      LEFT JOIN study_prompt_sets u ON u.study_id = $1 AND u.prompt_set_id = s.id
      JOIN models a ON a.id = model_a_id JOIN models b ON b.id = model_b_id
      LEFT JOIN study_models ra ON ra.study_id = $1 AND ra.model_id = a.id
      LEFT JOIN study_models rb ON rb.study_id = $1 AND rb.model_id = b.id
    )
    SELECT set AS "promptSet", CASE WHEN turned THEN b ELSE a END AS "modelA", CASE WHEN turned THEN a ELSE b END AS "modelB",
      comparisons, votes, wanted AS "votesWanted"
    FROM named ORDER BY position, set, 2, 3`,
    [studyId],
  );
  return rows;
}

async function countRaters(studyId: string): Promise<Pick<StudyProgress, "raters" | "ratingNow">> {
  const { rows } = await getPool().query<{ raters: number; ratingNow: number }>(
    `SELECT count(DISTINCT a.rater_id) FILTER (WHERE a.state = 'done')::int AS raters,
      count(DISTINCT a.rater_id) FILTER (WHERE a.state = 'open' AND a.lease_until > now())::int AS "ratingNow"
    FROM raters r JOIN assignments a ON a.rater_id = r.id JOIN comparisons c ON c.id = a.comparison_id
    WHERE r.study_id = $1 AND c.purpose <> 'practice'`,
    [studyId],
  );
  return rows[0] ?? { raters: 0, ratingNow: 0 };
}
