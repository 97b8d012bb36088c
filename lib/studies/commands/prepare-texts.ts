import "server-only";
import { getPool } from "@/lib/db/pool";
import { renderPromptTurn } from "@/lib/prompts/render-prompt-turn";
import type { PromptTurn } from "@/lib/prompts/schema";
import { findLeaks } from "@/lib/responses/find-leaks";
import { isRepetitive } from "@/lib/responses/find-repetition";
import { RENDERER_VERSION, renderMarkdown } from "@/lib/text/render-markdown";

/** What a study shows: prompts of these sets, responses of these models to them. */
export type StudyTexts = { promptSetIds: string[]; models: { id: string; name: string }[] };

export type OpeningProgress = {
  step: "prompts" | "responses" | "self-naming" | "comparisons";
  done: number;
  total: number;
};
export type OnProgress = (progress: OpeningProgress) => void;

// rendering holds the process, so a batch must be short enough for a worker's heartbeat to come through
const BATCH = 50;

type Rendered = { ownerId: string; turn: number; html: string };

/** Renders each prompt of the sets that is not rendered yet. Turns count from 1, as in a comparison. */
export async function renderPrompts(texts: StudyTexts, onProgress: OnProgress): Promise<void> {
  const from = `FROM prompts p WHERE p.prompt_set_id = ANY ($1::uuid[]) AND jsonb_array_length(p.turns) > (
    SELECT count(*) FROM rendered_prompts x WHERE x.prompt_id = p.id AND x.renderer_version = $2)`;
  const values = [texts.promptSetIds, RENDERER_VERSION];
  type Row = { id: string; turns: PromptTurn[] };
  await eachBatch<Row>("prompts", from, values, "p.id, p.turns", onProgress, async (rows) => {
    const rendered = rows.flatMap(({ id, turns }) =>
      turns.map((turn, index) => ({ ownerId: id, turn: index + 1, html: renderPromptTurn(turn) })),
    );
    await storeRendered("rendered_prompts", "prompt_id", rendered);
  });
}

/** Renders each response that is not rendered yet. */
export async function renderResponses(texts: StudyTexts, onProgress: OnProgress): Promise<void> {
  const from = `${FROM_RESPONSES} AND cardinality(p.turns) > (
    SELECT count(*) FROM rendered_responses x WHERE x.response_id = p.id AND x.renderer_version = $3)`;
  const values = [texts.promptSetIds, texts.models.map((model) => model.id), RENDERER_VERSION];
  type Row = { id: string; turns: string[] };
  await eachBatch<Row>("responses", from, values, "p.id, p.turns", onProgress, async (rows) => {
    const rendered = rows.flatMap(({ id, turns }) =>
      turns.map((text, index) => ({ ownerId: id, turn: index + 1, html: renderMarkdown(text) })),
    );
    await storeRendered("rendered_responses", "response_id", rendered);
  });
}

/** Looks in every response for what gives its model away, and for one that turns in a circle. Done anew at each opening: what is known of names may have grown. */
export async function lookForLeaks(texts: StudyTexts, onProgress: OnProgress): Promise<void> {
  const values = [texts.promptSetIds, texts.models.map((model) => model.id)];
  type Row = { id: string; turns: string[] };
  await eachBatch<Row>("self-naming", FROM_RESPONSES, values, "p.id, p.turns", onProgress, async (rows) => {
    const leaks = rows.map(({ turns }) => findLeaks(turns, texts.models));
    const repeats = rows.map(({ turns }) => turns.some(isRepetitive));
    await getPool().query(
      `UPDATE responses r SET leaks = found.leaks::jsonb, flags = found.flags
       FROM (
         SELECT u.id, u.leaks, array_remove(old.flags, 'repeated') ||
           CASE WHEN u.repeats THEN ARRAY['repeated']::"ResponseFlag"[] ELSE '{}' END AS flags
         FROM unnest($1::uuid[], $2::text[], $3::bool[]) AS u (id, leaks, repeats) JOIN responses old ON old.id = u.id
       ) found
       WHERE r.id = found.id AND (r.leaks, r.flags) IS DISTINCT FROM (found.leaks::jsonb, found.flags)`,
      [rows.map((row) => row.id), leaks.map((leak) => JSON.stringify(leak)), repeats],
    );
  });
}

const FROM_RESPONSES = `FROM responses p JOIN prompts asked ON asked.id = p.prompt_id
  WHERE asked.prompt_set_id = ANY ($1::uuid[]) AND p.model_id = ANY ($2::uuid[]) AND p.sample = 0 AND p.state = 'done'`;

/** Goes through the rows in the order of their ids, a batch at a time; one that is interrupted goes on where it was. */
async function eachBatch<Row extends { id: string }>(
  step: OpeningProgress["step"],
  from: string,
  values: unknown[],
  columns: string,
  onProgress: OnProgress,
  work: (rows: Row[]) => Promise<void>,
): Promise<void> {
  const counted = await getPool().query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, values);
  const total = counted.rows[0]?.total ?? 0;
  let after = "00000000-0000-0000-0000-000000000000";
  const page = `SELECT ${columns} ${from} AND p.id > $${values.length + 1} ORDER BY p.id LIMIT ${BATCH}`;
  for (let done = 0; ; ) {
    onProgress({ step, done, total });
    const { rows } = await getPool().query<Row>(page, [...values, after]);
    const last = rows.at(-1);
    if (!last) return;
    await work(rows);
    after = last.id;
    done += rows.length;
  }
}

async function storeRendered(table: string, owner: string, rendered: Rendered[]): Promise<void> {
  await getPool().query(
    `INSERT INTO ${table} (${owner}, turn, renderer_version, html)
     SELECT id, turn, $4, html FROM unnest($1::uuid[], $2::int[], $3::text[]) AS r (id, turn, html) ON CONFLICT DO NOTHING`,
    [rendered.map((r) => r.ownerId), rendered.map((r) => r.turn), rendered.map((r) => r.html), RENDERER_VERSION],
  );
}
