import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Choice, RaterKind } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

export type RaterSummary = {
  pseudonym: string;
  kind: RaterKind;
  /** Current votes on main comparisons, cannot judge among them. */
  votes: number;
  cannotJudge: number;
  /** null: no vote carries one, as in an import. */
  medianDecisionMs: number | null;
  flags: number;
  isExcluded: boolean;
  exclusionReason: string | null;
  lastVoteAt: Date | null;
};

/** A study's raters by their pseudonyms, those with the most votes first; whoever only came and left is not listed. */
export async function listRaters(actor: Actor, name: string): Promise<RaterSummary[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  const { rows } = await getPool().query<RaterSummary>(
    `SELECT r.pseudonym, r.kind, count(v.id)::int AS votes,
      count(v.id) FILTER (WHERE v.choice = 'cannot_judge')::int AS "cannotJudge",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY v.decision_ms) AS "medianDecisionMs",
      (SELECT count(*) FROM flags f JOIN assignments fa ON fa.id = f.assignment_id WHERE fa.rater_id = r.id)::int AS flags,
      e.id IS NOT NULL AS "isExcluded", e.reason AS "exclusionReason", max(v.created_at) AS "lastVoteAt"
    FROM raters r
    JOIN assignments a ON a.rater_id = r.id AND NOT a.is_repeat
    JOIN comparisons c ON c.id = a.comparison_id AND c.purpose = 'main'
    JOIN votes v ON v.assignment_id = a.id AND v.choice <> 'withdrawn'
    LEFT JOIN exclusions e ON e.study_id = r.study_id AND e.rater_id = r.id AND e.undone_at IS NULL
    WHERE r.study_id = $1
      AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
    GROUP BY r.id, e.id ORDER BY votes DESC, r.pseudonym`,
    [study.id],
  );
  return rows;
}

export type LatestVote = {
  votedAt: Date;
  rater: string;
  promptSet: string;
  /** The prompt's place in its set, from 1. */
  promptPosition: number;
  turn: number | null;
  firstModel: string;
  secondModel: string;
  choice: Exclude<Choice, "withdrawn">;
  /** The name of the model chosen; null where none was. */
  winner: string | null;
  reason: string | null;
  decisionMs: number | null;
};

const MOST_VOTES = 200;

/** The last current votes on main comparisons, the newest first. */
export async function latestVotes(actor: Actor, name: string, count = 10): Promise<LatestVote[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  const { rows } = await getPool().query<LatestVote>(
    `WITH latest AS (
      SELECT v.*, a.first_is_a, a.rater_id, a.comparison_id
      FROM comparisons c JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat
      JOIN votes v ON v.assignment_id = a.id AND v.choice <> 'withdrawn'
      WHERE c.study_id = $1 AND c.purpose = 'main'
        AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
      ORDER BY v.created_at DESC, v.id DESC LIMIT $2
    ), sides AS (
      SELECT l.*, c.turn, c.prompt_id, CASE WHEN l.first_is_a THEN ma.name ELSE mb.name END AS first_model,
        CASE WHEN l.first_is_a THEN mb.name ELSE ma.name END AS second_model
      FROM latest l JOIN comparisons c ON c.id = l.comparison_id
      JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
    )
    SELECT s.created_at AS "votedAt", r.pseudonym AS rater, ps.name AS "promptSet", p.position AS "promptPosition", s.turn,
      s.first_model AS "firstModel", s.second_model AS "secondModel", s.choice,
      CASE s.choice WHEN 'first' THEN s.first_model WHEN 'second' THEN s.second_model END AS winner,
      s.reason, s.decision_ms AS "decisionMs"
    FROM sides s JOIN raters r ON r.id = s.rater_id JOIN prompts p ON p.id = s.prompt_id
    JOIN prompt_sets ps ON ps.id = p.prompt_set_id ORDER BY s.created_at DESC, s.id DESC`,
    [study.id, Math.min(Math.max(count, 1), MOST_VOTES)],
  );
  return rows;
}
