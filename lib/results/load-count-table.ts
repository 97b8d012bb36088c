import "server-only";
import { getPool } from "@/lib/db/pool";
import { sortVotes, toCountTable, toVoteLog, type VoteColumns } from "@/lib/results/pack-votes";
import type { StudyFacts, StudyVotes } from "@/lib/results/study-votes";
import { protocolSchema } from "@/lib/studies/schema";

/** What the statement answers: JSON, and columns of big-endian numbers of four bytes, null where there is no entry. */
type Packed = Record<"facts" | "models" | "promptSets" | "categories" | "promptNames" | "raters" | "compared", string> &
  Record<"promptIds" | "promptSet" | "promptCategory" | keyof VoteColumns, Buffer | null>;

/**
 * A study's current votes with what they are on: one statement, and so one moment. Counted are the highest revision of each
 * assignment, if not withdrawn, on main comparisons, repeats apart; those of raters who withdrew are not there, those of excluded raters and of models as judges are there, and known
 * as such.
 *
 * Numbers travel as packed columns, since a million rows as objects would take seconds and gigabytes.
 *
 * @throws {Error} no study has this id.
 * Cost: O(votes); 1.7 million take about 15 seconds of PostgreSQL and one of this process.
 */
export async function loadStudyVotes(studyId: string): Promise<StudyVotes> {
  const { rows } = await getPool().query<Packed>(STATEMENT, [studyId]);
  const [row] = rows;
  if (!row) throw new Error("there is no study with this id");
  const models: StudyVotes["models"] = JSON.parse(row.models);
  const raters: StudyVotes["raters"] = JSON.parse(row.raters);
  const prompts = {
    ids: new Uint8Array(row.promptIds ?? []),
    externalIds: JSON.parse(row.promptNames),
    set: unpack(row.promptSet),
    category: unpack(row.promptCategory),
  };
  const sizes = { prompts: prompts.set.length, raters: raters.length, models: models.length };
  const votes = sortVotes(sizes, {
    prompt: unpack(row.prompt),
    rater: unpack(row.rater),
    modelA: unpack(row.modelA),
    modelB: unpack(row.modelB),
    what: unpack(row.what),
    decisionMs: unpack(row.decisionMs),
    at: unpack(row.at),
  });
  const isHuman = (rater: number) => raters[rater]?.kind === "human";
  return {
    study: toFacts(JSON.parse(row.facts)),
    models,
    promptSets: JSON.parse(row.promptSets),
    categories: JSON.parse(row.categories),
    prompts,
    raters,
    human: toCountTable(sizes, votes, isHuman),
    judges: toCountTable(sizes, votes, (rater) => !isHuman(rater)),
    log: toVoteLog(votes, isHuman),
    compared: JSON.parse(row.compared),
  };
}

function toFacts({ protocol, ...facts }: Omit<StudyFacts, "protocol"> & { protocol: unknown }): StudyFacts {
  const parsed = protocolSchema.safeParse(protocol);
  return { ...facts, protocol: parsed.success ? parsed.data : null };
}

function unpack(column: Buffer | null): Int32Array {
  if (!column) return new Int32Array();
  // memory of its own: a small Buffer is a part of a larger one, and begins anywhere in it
  const bytes = new Uint8Array(column);
  Buffer.from(bytes.buffer).swap32();
  return new Int32Array(bytes.buffer);
}

const STATEMENT = `WITH study AS (
  SELECT * FROM studies WHERE id = $1
),
compared AS MATERIALIZED (
  SELECT id, prompt_id, turn, model_a_id, model_b_id, capacity FROM comparisons WHERE study_id = $1 AND purpose = 'main'
),
used_model AS (
  SELECT model_id AS id, position FROM study_models WHERE study_id = $1
  UNION ALL SELECT DISTINCT model_a_id, NULL::int FROM compared
  UNION ALL SELECT DISTINCT model_b_id, NULL::int FROM compared
),
model AS MATERIALIZED (
  SELECT m.id, m.name, row_number() OVER (ORDER BY min(u.position) NULLS LAST, m.name)::int - 1 AS n
  FROM used_model u JOIN models m ON m.id = u.id GROUP BY m.id
),
asked AS MATERIALIZED (
  SELECT p.id, p.external_id, p.prompt_set_id, p.category, p.position
  FROM (SELECT DISTINCT prompt_id FROM compared) c JOIN prompts p ON p.id = c.prompt_id
),
used_set AS (
  SELECT prompt_set_id AS id, position FROM study_prompt_sets WHERE study_id = $1
  UNION ALL SELECT DISTINCT prompt_set_id, NULL::int FROM asked
),
prompt_set AS MATERIALIZED (
  -- versions of one set are one set to the reader, as in the tally
  SELECT ids, name, source, row_number() OVER (ORDER BY position NULLS LAST, name)::int - 1 AS n FROM (
    SELECT array_agg(DISTINCT s.id) AS ids, s.name, min(s.source) AS source, min(u.position) AS position
    FROM used_set u JOIN prompt_sets s ON s.id = u.id GROUP BY s.name
  ) named
),
category AS MATERIALIZED (
  SELECT category, row_number() OVER (ORDER BY category)::int - 1 AS n
  FROM (SELECT DISTINCT category FROM asked WHERE category IS NOT NULL) c
),
prompt AS MATERIALIZED (
  SELECT p.id, p.external_id, s.n AS set_n, coalesce(c.n, -1) AS category_n,
    row_number() OVER (ORDER BY s.n, p.position, p.id)::int - 1 AS n
  FROM asked p JOIN prompt_set s ON p.prompt_set_id = ANY (s.ids) LEFT JOIN category c ON c.category = p.category
),
holding AS (
  SELECT DISTINCT rater_id FROM assignments WHERE state = 'open' AND lease_until > now()
),
rater AS MATERIALIZED (
  SELECT r.id, r.pseudonym, r.kind, r.came_by, e.rater_id IS NOT NULL AS is_excluded, e.reason,
    r.blindness -> 'guesses' AS guesses,
    h.rater_id IS NULL AS is_finished, row_number() OVER (ORDER BY r.id)::int - 1 AS n
  FROM raters r
  LEFT JOIN exclusions e ON e.rater_id = r.id AND e.study_id = $1 AND e.undone_at IS NULL
  LEFT JOIN holding h ON h.rater_id = r.id
  WHERE r.study_id = $1 AND r.stage <> 'withdrawn'
),
comparison AS MATERIALIZED (
  SELECT c.id, p.n AS prompt, p.set_n, c.turn, c.capacity, ma.n < mb.n AS is_straight,
    least(ma.n, mb.n) AS low, greatest(ma.n, mb.n) AS high
  FROM compared c JOIN prompt p ON p.id = c.prompt_id JOIN model ma ON ma.id = c.model_a_id JOIN model mb ON mb.id = c.model_b_id
),
vote AS (
  SELECT c.prompt, r.n AS rater, c.low, c.high, coalesce(v.decision_ms, -1) AS decision_ms,
    extract(epoch FROM v.created_at)::int AS at,
    -- turn, side and outcome in one number; of imported votes nobody knows which response stood first
    coalesce(c.turn, 0) * 16
    + CASE WHEN r.came_by = 'import' THEN 2 WHEN a.first_is_a = c.is_straight THEN 0 ELSE 1 END * 5
    + CASE v.choice WHEN 'tie' THEN 2 WHEN 'both_bad' THEN 3 WHEN 'cannot_judge' THEN 4
      ELSE CASE WHEN ((v.choice = 'first') = a.first_is_a) = c.is_straight THEN 0 ELSE 1 END END AS what
  FROM comparison c
  JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat
  -- a place given away while its rater was excluded may be another's now
  JOIN rater r ON r.id = a.rater_id AND (a.state <> 'released' OR r.is_excluded)
  JOIN votes v ON v.assignment_id = a.id AND v.choice <> 'withdrawn'
  WHERE NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
),
packed AS (
  SELECT string_agg(int4send(prompt), '') AS prompt, string_agg(int4send(rater), '') AS rater,
    string_agg(int4send(low), '') AS "modelA", string_agg(int4send(high), '') AS "modelB",
    string_agg(int4send(what), '') AS what, string_agg(int4send(decision_ms), '') AS "decisionMs",
    string_agg(int4send(at), '') AS at
  FROM vote
),
prompts AS (
  SELECT string_agg(uuid_send(id), '' ORDER BY n) AS "promptIds", string_agg(int4send(set_n), '' ORDER BY n) AS "promptSet",
    string_agg(int4send(category_n), '' ORDER BY n) AS "promptCategory"
  FROM prompt
)
SELECT packed.*, prompts.*,
  (SELECT json_build_object('id', id, 'name', name, 'template', template, 'kind', kind, 'origin', origin, 'status', status,
    'protocolHash', protocol_hash, 'protocol', protocol)::text FROM study) AS facts,
  (SELECT coalesce(json_agg(name ORDER BY n), '[]')::text FROM model) AS models,
  (SELECT coalesce(json_agg(json_build_object('name', name, 'source', source) ORDER BY n), '[]')::text FROM prompt_set)
    AS "promptSets",
  (SELECT coalesce(json_agg(category ORDER BY n), '[]')::text FROM category) AS categories,
  (SELECT coalesce(json_agg(external_id ORDER BY n), '[]')::text FROM prompt) AS "promptNames",
  (SELECT coalesce(json_agg(json_build_object('pseudonym', pseudonym, 'kind', kind, 'isExcluded', is_excluded,
    'exclusionReason', reason, 'guesses', guesses,
    'isFinished', is_finished) ORDER BY n), '[]')::text FROM rater) AS raters,
  (SELECT coalesce(json_agg(json_build_object('promptSet', set_n, 'modelA', low, 'modelB', high, 'comparisons', comparisons,
    'places', places) ORDER BY set_n, low, high), '[]')::text
    FROM (SELECT set_n, low, high, count(*) AS comparisons, sum(capacity) AS places FROM comparison GROUP BY 1, 2, 3) pairs)
    AS compared
FROM packed, prompts WHERE EXISTS (SELECT FROM study)`;
