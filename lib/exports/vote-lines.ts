import "server-only";
import { getPool } from "@/lib/db/pool";
import { TABLE_COLUMNS } from "@/lib/formats/vote-columns-table";

/** A page's lines are one text: some megabytes, of which one is written while the next is made. */
const PAGE = 5_000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

export type VoteLines = { lines: string; votes: number };

/**
 * The lines of the vote table as CSV, made in the database: to the byte what the writer of `lib/formats/vote-table.ts` makes
 * of `readVoteRows`, without a value of theirs being parsed and written again here. Page by page, as there.
 */
export async function* readVoteLines(studyId: string): AsyncGenerator<VoteLines> {
  let next = readPage(studyId, BEFORE_ALL);
  for (;;) {
    const { last, lines, votes } = await next;
    if (last === null) return;
    next = readPage(studyId, last);
    // whoever stops early must not leave a failure that nobody hears of
    next.catch(() => {});
    if (lines !== null) yield { lines, votes };
  }
}

/** `last`: the last assignment looked at, with a vote or without; null: there was none. */
type Page = { last: string | null; lines: string | null; votes: number };

async function readPage(studyId: string, after: string): Promise<Page> {
  const { rows } = await getPool().query<Page>({
    name: "export-vote-lines",
    text: PAGE_OF_LINES,
    values: [studyId, after, PAGE],
  });
  return rows[0] ?? { last: null, lines: null, votes: 0 };
}

// as lib/formats/formula-guard.ts and lib/formats/write-csv.ts have them; what is a blank differs between languages, and is
// spelt out
const FORMULA = "^''*[=+@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20-]";
const BLANK = "[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";
const QUOTED = `[",\\n\\r]|^${BLANK}|${BLANK}$`;

/** A text as a cell: guarded against formulas, and in quotes where it must be. Null is an empty cell. */
function cell(text: string): string {
  const guarded = `CASE WHEN ${text} ~ '${FORMULA}' THEN '''' || ${text} ELSE ${text} END`;
  return `(SELECT CASE WHEN guarded ~ '${QUOTED}' THEN '"' || replace(guarded, '"', '""') || '"' ELSE guarded END
    FROM (SELECT ${guarded} AS guarded) g)`;
}

function orNull(column: string): string {
  return `CASE WHEN ${column} IS NOT NULL THEN ${cell(column)} END`;
}

function time(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** As JavaScript writes a number: an exponent from 1e-7 on, without a leading zero. */
function number(column: string): string {
  return `CASE WHEN ${column} >= 0.0001 THEN ${column}::text
    WHEN ${column} >= 0.000001 THEN ${column}::text::numeric::text ELSE replace(${column}::text, 'e-0', 'e-') END`;
}

const FIRST = "CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END";
const SECOND = "CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END";
const EXPECTED = `CASE WHEN a.expected = 'tie' THEN 'tie' WHEN (a.expected = 'a') = a.first_is_a THEN 'first'
  WHEN a.expected IS NOT NULL THEN 'second' END`;

/** Names come guarded and quoted from their own tables below: each once a page, and not once a vote. */
const CELLS: Record<string, string> = {
  vote_id: "v.id",
  assignment_id: "a.id",
  study: "s.name",
  protocol_hash: "s.protocol_hash",
  prompt_set: "p.set",
  prompt: "p.name",
  turn: "a.turn",
  rater: "r.name",
  rater_kind: "r.kind",
  first_model: FIRST,
  second_model: SECOND,
  choice: "v.choice",
  winner: `CASE v.choice WHEN 'first' THEN ${FIRST} WHEN 'second' THEN ${SECOND} ELSE v.choice::text END`,
  reason: orNull("v.reason"),
  revision: "v.revision",
  occasion: "a.occasion",
  layout: "a.layout",
  propensity: number("a.propensity"),
  trial_index: "a.trial_index",
  served_at: time("a.served_at"),
  shown_at: time("a.shown_at"),
  answered_at: time("a.answered_at"),
  decision_ms: "v.decision_ms",
  visible_ms: "v.visible_ms",
  purpose: "CASE WHEN a.is_repeat THEN 'repeat' ELSE a.purpose::text END",
  excluded: "CASE WHEN r.excluded IS NOT NULL OR a.state = 'released' THEN 'true' ELSE 'false' END",
  exclusion_reason: "coalesce(r.excluded, CASE WHEN a.state = 'released' THEN 'another rater has the place' END)",
  flags: `(SELECT string_agg(f.side || ':' || f.reason, ';' ORDER BY f.side, f.reason) FROM flags f
    WHERE f.assignment_id = a.id)`,
  strength: "v.strength",
  criteria: `CASE WHEN v.criteria IS NOT NULL THEN
    (SELECT string_agg(key || ':' || value, ';' ORDER BY key COLLATE "C") FROM jsonb_each_text(v.criteria)) END`,
  flaws: `CASE WHEN v.flaws IS NOT NULL THEN coalesce(
    (SELECT string_agg(side.key || ':' || flaw, ';' ORDER BY side.key, flaw COLLATE "C")
      FROM jsonb_each(v.flaws) side, jsonb_array_elements_text(side.value) flaw), 'none') END`,
  expected: EXPECTED,
  passed: `CASE WHEN a.expected IS NOT NULL AND v.choice <> 'cannot_judge' THEN
    CASE WHEN CASE v.choice WHEN 'both_bad' THEN 'tie' ELSE v.choice::text END = ${EXPECTED} THEN 'true' ELSE 'false' END END`,
};

const LINE = TABLE_COLUMNS.map(({ name }) => CELLS[name]).join(", ',', ");

const PAGE_OF_LINES = `
WITH page AS MATERIALIZED (
  SELECT a.id, a.rater_id, a.first_is_a, a.occasion, a.layout, a.propensity, a.trial_index, a.served_at, a.shown_at,
    a.answered_at, a.is_repeat, a.state, c.turn, c.purpose, c.expected, c.prompt_id, c.model_a_id, c.model_b_id
  FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
  WHERE c.study_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3
),
s AS MATERIALIZED (
  SELECT ${cell("name")} AS name, ${orNull("protocol_hash")} AS protocol_hash FROM studies WHERE id = $1
),
m AS MATERIALIZED (
  SELECT id, ${cell("name")} AS name FROM models
  WHERE id IN (SELECT model_a_id FROM page UNION SELECT model_b_id FROM page)
),
p AS MATERIALIZED (
  SELECT p.id, ${cell("p.external_id")} AS name, ${cell("ps.name")} AS set
  FROM prompts p JOIN prompt_sets ps ON ps.id = p.prompt_set_id WHERE p.id IN (SELECT prompt_id FROM page)
),
r AS MATERIALIZED (
  -- who withdrew took their votes back
  SELECT r.id, r.kind, ${cell("r.pseudonym")} AS name, (
    SELECT ${cell("e.reason")} FROM exclusions e WHERE e.study_id = $1 AND e.rater_id = r.id AND e.undone_at IS NULL
    ORDER BY e.created_at LIMIT 1
  ) AS excluded
  FROM raters r WHERE r.id IN (SELECT rater_id FROM page) AND r.stage <> 'withdrawn'
)
SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last,
  string_agg(concat(${LINE}, E'\\n'), '' ORDER BY a.id) AS lines, count(*)::int AS votes
FROM page a
JOIN LATERAL (SELECT * FROM votes WHERE assignment_id = a.id ORDER BY revision DESC LIMIT 1) v ON v.choice <> 'withdrawn'
JOIN r ON r.id = a.rater_id JOIN p ON p.id = a.prompt_id
JOIN m ma ON ma.id = a.model_a_id JOIN m mb ON mb.id = a.model_b_id
CROSS JOIN s`;
