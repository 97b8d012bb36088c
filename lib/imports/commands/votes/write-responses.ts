import "server-only";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/long-transaction";
import { listModelNames } from "@/lib/models/queries";
import { insertResponses } from "@/lib/responses/commands/insert-responses";

const PAGE_LENGTH = 500;

type StagedResponse = {
  n: number;
  promptId: string;
  modelId: string;
  sample: number;
  turns: string[];
  digest: string;
};

/**
 * Writes the responses that the file's conversations carry, and gives them in the table staged_responses (prompt_id,
 * model_id, digest, response_id). A text that is there already is used again; another by the same model to the same
 * prompt is a further sample.
 */
export async function writeResponses(actor: Actor, db: Db, importId: string): Promise<void> {
  await stageResponses(db);
  const known = (await listModelNames(actor, db)).map((name) => ({ name }));
  for (let after = 0; ; ) {
    const page = await db.$queryRaw<StagedResponse[]>`
      SELECT n, prompt_id AS "promptId", model_id AS "modelId", sample, turns, digest FROM staged_responses
      WHERE response_id IS NULL AND n > ${after} ORDER BY n LIMIT ${PAGE_LENGTH}`;
    const last = page.at(-1);
    if (!last) return;
    const rows = page.map((row) => ({ ...row, id: uuid() }));
    await insertResponses(actor, { importId, rows, known }, db);
    const ids = JSON.stringify(rows.map(({ n, id }) => ({ n, id })));
    await db.$executeRaw`
      UPDATE staged_responses s SET response_id = r.id
      FROM json_to_recordset(${ids}::json) AS r (n int, id uuid) WHERE s.n = r.n`;
    after = last.n;
  }
}

async function stageResponses(db: Db): Promise<void> {
  await db.$executeRaw`
    CREATE TEMP TABLE staged_responses ON COMMIT DROP AS
    WITH said AS (
      SELECT DISTINCT ON (p.prompt_id, m.id, v.digest)
        p.prompt_id, m.id AS model_id, v.digest, v.turns, v.line
      FROM (
        SELECT prompt, first_model AS model, first_digest AS digest, first_said AS turns, line FROM staged_votes
        UNION ALL
        SELECT prompt, second_model, second_digest, second_said, line FROM staged_votes
      ) v
      JOIN staged_prompts p ON p.external_id = v.prompt
      JOIN models m ON m.name = v.model
      WHERE v.digest IS NOT NULL
      ORDER BY p.prompt_id, m.id, v.digest, v.line
    ), matched AS (
      SELECT said.*, (
        SELECT r.id FROM responses r
        WHERE r.prompt_id = said.prompt_id AND r.model_id = said.model_id AND r.digest = said.digest
        ORDER BY r.sample LIMIT 1
      ) AS response_id, (
        SELECT max(r.sample) + 1 FROM responses r
        WHERE r.prompt_id = said.prompt_id AND r.model_id = said.model_id
      ) AS next_sample
      FROM said
    )
    SELECT (row_number() OVER (ORDER BY line, model_id, digest))::int AS n,
      prompt_id, model_id, digest, turns, response_id,
      (coalesce(next_sample, 0) - 1 + row_number() OVER (
        PARTITION BY prompt_id, model_id, response_id IS NULL ORDER BY line, digest
      ))::int AS sample
    FROM matched`;
  await db.$executeRaw`CREATE INDEX ON staged_responses (n)`;
  await db.$executeRaw`ANALYZE staged_responses`;
}
