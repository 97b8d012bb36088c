import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import type {
  BrowsedComparison,
  BrowsedPrompt,
  BrowsedResponse,
  BrowseFilter,
  BrowsePage,
} from "@/lib/results/browse-schema";
import { mayDo } from "@/lib/studies/policy";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** A page's texts are some hundred kilobytes. */
const PAGE = 10;

/**
 * A study's prompts with every response and every current vote on them, those that results leave out too, which say so.
 *
 * Cost: one pass over the study's votes for their disagreement, and a search reads the texts of the study's prompts.
 *
 * @throws {AppError} not_found.
 */
export async function browseResponses(actor: Actor, name: string, filter: BrowseFilter): Promise<BrowsePage> {
  const { study, role } = await requireStudy(getPrisma(), actor, { name }, "read");
  const [{ ids, total }, choices] = await Promise.all([findPrompts(study.id, filter), listChoices(study.id)]);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const isFrozen = study.protocolHash !== null && study.kind === "fixed" && study.origin === "native";
  return {
    prompts: await loadPrompts(study.id, ids, filter),
    ...{ total, pages, page: Math.min(filter.page, pages) },
    ...choices,
    mayAmend: isFrozen && mayDo(role, "edit"),
  };
}

/** Current votes of the study's comparisons; `counts`: results count them. */
const VOTES = `
  votes_now AS MATERIALIZED (
    SELECT c.id AS comparison_id, a.id AS assignment_id, a.first_is_a, v.choice, v.reason, v.decision_ms,
      r.pseudonym, r.kind, a.state = 'released' OR EXISTS (
        SELECT FROM exclusions e WHERE e.study_id = c.study_id AND e.rater_id = r.id AND e.undone_at IS NULL) AS excluded
    FROM comparisons c JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat
    JOIN raters r ON r.id = a.rater_id AND r.stage <> 'withdrawn'
    JOIN LATERAL (SELECT * FROM votes WHERE assignment_id = a.id ORDER BY revision DESC LIMIT 1) v ON v.choice <> 'withdrawn'
    WHERE c.study_id = $1 AND c.purpose IN ('main', 'withdrawn')
  )`;

const FOUND = `
  WITH ${VOTES}, counted AS (
    SELECT comparison_id, CASE WHEN choice IN ('first', 'second') THEN (CASE WHEN (choice = 'first') = first_is_a THEN 'a' ELSE 'b' END)
      ELSE choice::text END AS outcome, count(*) AS n
    FROM votes_now WHERE NOT excluded AND kind = 'human' GROUP BY 1, 2
  ), judged AS (
    SELECT comparison_id, sum(n) FILTER (WHERE outcome <> 'cannot_judge') AS n,
      1 - sum(n * (n - 1)) FILTER (WHERE outcome <> 'cannot_judge')
        / nullif((sum(n) FILTER (WHERE outcome <> 'cannot_judge')) * ((sum(n) FILTER (WHERE outcome <> 'cannot_judge')) - 1), 0)
        AS disagreement,
      array_agg(outcome) AS outcomes
    FROM counted GROUP BY 1
  )
  SELECT p.id, s.position AS set_position, p.position, max(j.disagreement) AS disagreement
  FROM comparisons c JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets ps ON ps.id = p.prompt_set_id
  LEFT JOIN study_prompt_sets s ON s.study_id = $1 AND s.prompt_set_id = ps.id
  JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
  LEFT JOIN judged j ON j.comparison_id = c.id
  WHERE c.study_id = $1 AND c.purpose IN ('main', 'withdrawn')
    AND ($2::text IS NULL OR ps.name = $2)
    AND ($3::text IS NULL OR (ma.name, mb.name) IN (($3, $4), ($4, $3)))
    AND CASE $5
      WHEN 'split' THEN j.disagreement > 0
      WHEN 'unanimous' THEN j.disagreement = 0
      WHEN 'flagged' THEN EXISTS (SELECT FROM assignments a JOIN flags f ON f.assignment_id = a.id WHERE a.comparison_id = c.id)
      WHEN 'any' THEN true
      ELSE $5 = ANY (j.outcomes) END
    AND ($6 = '' OR p.external_id = $6 OR EXISTS (
      SELECT FROM jsonb_array_elements(p.turns) t WHERE t ->> 'text' ILIKE $7 OR t ->> 'input' ILIKE $7) OR EXISTS (
      SELECT FROM responses r WHERE r.id IN (c.response_a_id, c.response_b_id) AND array_to_string(r.turns, ' ') ILIKE $7))
  GROUP BY p.id, s.position, p.position`;

async function findPrompts(studyId: string, filter: BrowseFilter): Promise<{ ids: string[]; total: number }> {
  const { search, set, pair, outcome, sort, page } = filter;
  const order =
    sort === "disagreement" ? "disagreement DESC NULLS LAST, set_position, position" : "set_position, position";
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await getPool().query<{ id: string; total: number }>(
    `SELECT id, count(*) OVER ()::int AS total FROM (${FOUND}) found ORDER BY ${order}, id LIMIT ${PAGE} OFFSET $8`,
    [studyId, set, pair?.[0] ?? null, pair?.[1] ?? null, outcome, search, pattern, (page - 1) * PAGE],
  );
  if (rows.length > 0 || page === 1) return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
  // beyond the last page: the last one there is
  const first = await findPrompts(studyId, { ...filter, page: 1 });
  const last = Math.ceil(first.total / PAGE);
  return last > 1 ? findPrompts(studyId, { ...filter, page: last }) : first;
}

async function loadPrompts(studyId: string, ids: string[], { pair }: BrowseFilter): Promise<BrowsedPrompt[]> {
  if (ids.length === 0) return [];
  const [prompts, responses, comparisons] = await Promise.all([
    getPool().query<Omit<BrowsedPrompt, "responses" | "comparisons">>(
      `SELECT p.id, p.external_id AS "externalId", s.name AS "promptSet", p.category, p.turns
       FROM prompts p JOIN prompt_sets s ON s.id = p.prompt_set_id WHERE p.id = ANY ($1::uuid[])`,
      [ids],
    ),
    getPool().query<BrowsedResponse & { promptId: string }>(
      `SELECT DISTINCT r.id, r.prompt_id AS "promptId", m.name AS model, r.turns, r.flags::text[] AS flags,
         coalesce(jsonb_array_length(r.leaks) > 0, false) AS "namesItself", u.position
       FROM responses r JOIN models m ON m.id = r.model_id
       LEFT JOIN study_models u ON u.study_id = $1 AND u.model_id = m.id
       WHERE r.prompt_id = ANY ($2::uuid[]) AND r.state = 'done' AND (EXISTS (
           SELECT FROM comparisons c WHERE c.study_id = $1 AND r.id IN (c.response_a_id, c.response_b_id))
         OR r.sample = 0 AND u.model_id IS NOT NULL)
       ORDER BY u.position, m.name`,
      [studyId, ids],
    ),
    getPool().query<BrowsedComparison & { promptId: string }>(COMPARISONS, [
      studyId,
      ids,
      pair?.[0] ?? null,
      pair?.[1] ?? null,
    ]),
  ]);
  const found = new Map(prompts.rows.map((prompt) => [prompt.id, prompt]));
  return ids.flatMap((id) => {
    const prompt = found.get(id);
    const of = <T extends { promptId: string }>(rows: T[]) => rows.filter(({ promptId }) => promptId === id);
    return prompt
      ? [{ ...prompt, responses: of(responses.rows), comparisons: of(comparisons.rows).map(withDisagreement) }]
      : [];
  });
}

const COMPARISONS = `
  WITH ${VOTES.replace("c.study_id = $1 AND", "c.study_id = $1 AND c.prompt_id = ANY ($2::uuid[]) AND")}
  SELECT c.id, c.prompt_id AS "promptId", c.turn, ma.name AS "modelA", mb.name AS "modelB", c.purpose = 'withdrawn' AS "isWithdrawn",
    coalesce((SELECT json_agg(json_build_object(
        'choice', v.choice,
        'winner', CASE WHEN v.choice IN ('first', 'second') THEN CASE WHEN (v.choice = 'first') = v.first_is_a THEN ma.name ELSE mb.name END END,
        'reason', v.reason, 'pseudonym', v.pseudonym, 'raterKind', v.kind, 'decisionMs', v.decision_ms,
        'firstModel', CASE WHEN v.first_is_a THEN ma.name ELSE mb.name END, 'isExcluded', v.excluded,
        'flags', (SELECT string_agg(f.side || ':' || f.reason, ';' ORDER BY f.side, f.reason) FROM flags f
          WHERE f.assignment_id = v.assignment_id)) ORDER BY v.assignment_id)
      FROM votes_now v WHERE v.comparison_id = c.id), '[]'::json) AS votes
  FROM comparisons c JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
  WHERE c.study_id = $1 AND c.prompt_id = ANY ($2::uuid[]) AND c.purpose IN ('main', 'withdrawn')
    AND ($3::text IS NULL OR (ma.name, mb.name) IN (($3, $4), ($4, $3)))
  ORDER BY c.turn NULLS FIRST, ma.name, mb.name`;

/** Simpson's: the probability that two votes drawn without replacement differ. */
function withDisagreement(comparison: BrowsedComparison): BrowsedComparison {
  const counted = comparison.votes.filter(
    ({ isExcluded, raterKind, choice }) => !isExcluded && raterKind === "human" && choice !== "cannot_judge",
  );
  const counts = new Map<string, number>();
  for (const { winner, choice } of counted) {
    const outcome = winner ?? ` ${choice}`;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const n = counted.length;
  const same = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  return { ...comparison, disagreement: n < 2 ? null : 1 - same / (n * (n - 1)) };
}

async function listChoices(studyId: string): Promise<Pick<BrowsePage, "sets" | "pairs">> {
  const { rows } = await getPool().query<{ set: string; a: string; b: string }>(
    `SELECT DISTINCT s.name AS set, ma.name AS a, mb.name AS b FROM comparisons c
     JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
     JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
     WHERE c.study_id = $1 AND c.purpose IN ('main', 'withdrawn') ORDER BY 1, 2, 3`,
    [studyId],
  );
  const pairs = new Map(rows.map(({ a, b }): [string, [string, string]] => [JSON.stringify([a, b]), [a, b]]));
  return { sets: [...new Set(rows.map(({ set }) => set))], pairs: [...pairs.values()] };
}
