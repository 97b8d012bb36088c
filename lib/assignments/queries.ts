import "server-only";
import type pg from "pg";
import { MOST_PAIRS } from "@/lib/assignments/lease-parts";
import type { Pair } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { renderPromptTurn } from "@/lib/prompts/render-prompt-turn";
import { RENDERER_VERSION, renderMarkdown } from "@/lib/text/render-markdown";

type PairRow = {
  assignmentId: string;
  trialIndex: number;
  revision: number;
  prompt: { text: string; input: string | null; html: string | null }[];
  first: { text: string; html: string | null }[];
  second: { text: string; html: string | null }[];
};

const TURNS = (response: string) => `(
  SELECT json_agg(json_build_object('html', x.html, 'text', CASE WHEN x.html IS NULL THEN t.text END) ORDER BY t.turn)
  FROM unnest(${response}.turns) WITH ORDINALITY t (text, turn)
  LEFT JOIN rendered_responses x
    ON x.response_id = ${response}.id AND x.turn = t.turn AND x.renderer_version = $2
  WHERE c.turn IS NULL OR t.turn <= c.turn)`;

/**
 * The texts of assignments, in no order. A turn that has no HTML of this renderer yet (an upgrade while a study runs) is
 * rendered here.
 *
 * Internal to rating: callers pass ids that they read under the rater's own token.
 */
export async function getPairs(assignmentIds: string[], db: Pick<pg.PoolClient, "query"> = getPool()): Promise<Pair[]> {
  if (assignmentIds.length === 0) return [];
  const { rows } = await db.query<PairRow>(
    `SELECT a.id AS "assignmentId", a.trial_index AS "trialIndex", a.next_revision AS revision,
       (SELECT json_agg(json_build_object('html', x.html, 'text', t.turn ->> 'text', 'input', t.turn ->> 'input')
          ORDER BY t.number)
        FROM jsonb_array_elements(p.turns) WITH ORDINALITY t (turn, number)
        LEFT JOIN rendered_prompts x ON x.prompt_id = p.id AND x.turn = t.number AND x.renderer_version = $2
        WHERE c.turn IS NULL OR t.number <= c.turn) AS prompt,
       ${TURNS("f")} AS first, ${TURNS("s")} AS second
     FROM assignments a
     JOIN comparisons c ON c.id = a.comparison_id
     JOIN prompts p ON p.id = c.prompt_id
     JOIN responses f ON f.id = CASE WHEN a.first_is_a THEN c.response_a_id ELSE c.response_b_id END
     JOIN responses s ON s.id = CASE WHEN a.first_is_a THEN c.response_b_id ELSE c.response_a_id END
     WHERE a.id = ANY ($1::uuid[])`,
    [assignmentIds, RENDERER_VERSION],
  );
  return rows.map(({ prompt, first, second, ...ids }) => ({
    ...ids,
    prompt: prompt.map((turn) => turn.html ?? renderPromptTurn(turn)),
    first: first.map((turn) => turn.html ?? renderMarkdown(turn.text)),
    second: second.map((turn) => turn.html ?? renderMarkdown(turn.text)),
  }));
}

/** Whether a place that this rater could take is leased by another, and so may come back. */
export async function hasPlacesLeasedByOthers(actor: RaterActor): Promise<boolean> {
  const { rows } = await getPool().query<{ waiting: boolean }>(
    `WITH me AS (
       SELECT r.id, r.study_id, (s.protocol ->> 'oncePerPrompt')::boolean AS once_per_prompt, ${MOST_PAIRS} AS most_pairs,
         make_interval(mins => (s.protocol #>> '{session,mostMinutes}')::int) AS most_time
       FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.token_hash = $1 AND s.slug = $2
     ), seen AS (
       SELECT a.comparison_id, a.state, a.served_at, c.prompt_id, c.purpose
       FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE a.rater_id = (SELECT id FROM me)
     )
     SELECT EXISTS (
       SELECT FROM comparisons c, me
       WHERE c.study_id = me.study_id AND c.purpose = 'main' AND c.done < c.capacity
         AND (me.most_pairs IS NULL
           OR (SELECT count(*) FROM seen WHERE state <> 'expired' AND purpose <> 'practice') < me.most_pairs)
         AND (me.most_time IS NULL
           OR now() < (SELECT min(served_at) FROM seen WHERE purpose <> 'practice') + me.most_time)
         AND NOT EXISTS (SELECT FROM seen WHERE seen.comparison_id = c.id AND seen.state <> 'expired')
         AND NOT EXISTS (SELECT FROM seen
           WHERE me.once_per_prompt AND seen.prompt_id = c.prompt_id AND seen.comparison_id <> c.id)
     ) AS waiting`,
    [actor.tokenHash, actor.slug],
  );
  return rows[0]?.waiting ?? false;
}

// A frozen study's comparisons never change; an open one's only grow, and its count may lag.
const pairsAtMost = new Map<string, { count: number; until: number }>();
const REMEMBER_MS = 60_000;

/** The most pairs that one rater can judge in this study, checks among them. */
export async function countPairsAtMost(studyId: string): Promise<number> {
  const known = pairsAtMost.get(studyId);
  if (known && known.until > Date.now()) return known.count;
  const { rows } = await getPool().query<{ count: number }>(
    `SELECT LEAST(${MOST_PAIRS}, ceil((
       SELECT CASE WHEN (s.protocol ->> 'oncePerPrompt')::boolean THEN count(DISTINCT c.prompt_id) ELSE count(*) END
       FROM comparisons c WHERE c.study_id = s.id AND c.purpose = 'main')
       / (1 - LEAST(0.9, COALESCE((s.protocol #>> '{session,goldShare}')::float, 0)
         + COALESCE((s.protocol #>> '{session,attentionShare}')::float, 0)
         + COALESCE((s.protocol #>> '{session,repeatShare}')::float, 0)))))::int AS count
     FROM studies s WHERE s.id = $1`,
    [studyId],
  );
  const count = rows[0]?.count ?? 0;
  pairsAtMost.set(studyId, { count, until: Date.now() + REMEMBER_MS });
  return count;
}
