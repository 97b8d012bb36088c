import "server-only";
import { getPool } from "@/lib/db/pool";
import type { VoteFacts } from "@/lib/formats/records";

const PAGE = 1_000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * A study's current votes in the order of their assignments' ids, page by page from the last id seen, so that memory
 * does not grow with the study and no transaction stays open while somebody downloads. The next page is read while one is
 * written.
 */
export async function* readVoteRows(studyId: string): AsyncGenerator<VoteFacts[]> {
  let next = readPage(studyId, BEFORE_ALL);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    next = readPage(studyId, last.assignmentId);
    // whoever stops early must not leave a failure that nobody hears of
    next.catch(() => {});
    yield rows;
  }
}

/** Prepared once a connection: planning its joins anew would take longer than reading a page. */
async function readPage(studyId: string, after: string): Promise<VoteFacts[]> {
  const { rows } = await getPool().query<VoteFacts>({
    name: "export-votes",
    text: VOTE_PAGE,
    values: [studyId, after, PAGE],
  });
  return rows;
}

/**
 * The columns of the vote table and where they come from; what is chosen of them stands behind it. Who withdrew took their
 * votes back, and is in no export.
 */
export const VOTE_FACTS = `
  SELECT v.id AS "voteId", a.id AS "assignmentId", s.name AS study, s.protocol_hash AS "protocolHash",
    ps.name AS "promptSet", p.external_id AS prompt, c.turn, r.pseudonym AS rater, r.kind AS "raterKind",
    CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END AS "firstModel",
    CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END AS "secondModel",
    v.choice, v.reason, v.revision, a.occasion, a.layout, a.propensity, a.trial_index AS "trialIndex",
    a.served_at AS "servedAt", a.shown_at AS "shownAt", a.answered_at AS "answeredAt",
    v.decision_ms AS "decisionMs", v.visible_ms AS "visibleMs", CASE WHEN a.is_repeat THEN 'repeat' ELSE c.purpose::text END AS purpose,
    coalesce(
      (SELECT e.reason FROM exclusions e WHERE e.study_id = s.id AND e.rater_id = r.id AND e.undone_at IS NULL
        ORDER BY e.created_at LIMIT 1),
      -- an exclusion was undone when another rater had taken the place
      CASE WHEN a.state = 'released' THEN 'another rater has the place' END
    ) AS "exclusionReason",
    (SELECT string_agg(f.side || ':' || f.reason, ';' ORDER BY f.side, f.reason) FROM flags f WHERE f.assignment_id = a.id)
      AS flags,
    v.strength,
    CASE WHEN v.criteria IS NOT NULL THEN
      (SELECT string_agg(key || ':' || value, ';' ORDER BY key COLLATE "C") FROM jsonb_each_text(v.criteria)) END AS criteria,
    CASE WHEN v.flaws IS NOT NULL THEN coalesce(
      (SELECT string_agg(side.key || ':' || flaw, ';' ORDER BY side.key, flaw COLLATE "C")
        FROM jsonb_each(v.flaws) side, jsonb_array_elements_text(side.value) flaw), 'none') END AS flaws,
    CASE WHEN c.expected = 'tie' THEN 'tie' WHEN (c.expected = 'a') = a.first_is_a THEN 'first'
      WHEN c.expected IS NOT NULL THEN 'second' END AS expected
  FROM assignments a
  JOIN comparisons c ON c.id = a.comparison_id
  JOIN studies s ON s.id = c.study_id
  JOIN LATERAL (SELECT * FROM votes WHERE assignment_id = a.id ORDER BY revision DESC LIMIT 1) v
    ON v.choice <> 'withdrawn'
  JOIN raters r ON r.id = a.rater_id AND r.stage <> 'withdrawn'
  JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets ps ON ps.id = p.prompt_set_id
  JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id`;

const VOTE_PAGE = `${VOTE_FACTS}
  WHERE c.study_id = $1 AND a.id > $2
  ORDER BY a.id LIMIT $3`;
