import { randomBytes } from "node:crypto";
import { queryPlatform } from "@/e2e/support/mt-bench-study";

/** Nothing listens there. */
const ORIGIN = "http://127.0.0.1:9";

const SETTINGS = {
  provider: "completions",
  baseUrl: `${ORIGIN}/v1`,
  upstreamName: "test-model",
  keyVariable: null,
  template: "alpaca",
  parameters: { temperature: 0.7 },
  isStreaming: true,
  inputPrice: null,
  outputPrice: null,
  currency: "USD",
  timeoutMs: 120_000,
};

/** A run that is over, straight into the database: over the sample prompts, with a failure and odd responses. */
export async function addRun(): Promise<{ run: string; model: string }> {
  const names = ["a", "b"].map((letter) => `run-model-${letter}-${randomBytes(4).toString("hex")}`);
  const [run] = await queryPlatform<{ id: string; setId: string }>(
    `INSERT INTO runs (id, state, prompt_set_id, finished_at)
     SELECT gen_random_uuid(), 'done', id, now() FROM prompt_sets WHERE is_sample ORDER BY created_at LIMIT 1
     RETURNING id, prompt_set_id AS "setId"`,
  );
  if (!run) throw new Error("The platform has no sample prompts.");
  for (const name of names) {
    const [model] = await queryPlatform<{ id: string }>(
      `INSERT INTO models (id, name, provider, base_url, upstream_name, template, parameters, endpoint)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [
        name,
        SETTINGS.provider,
        SETTINGS.baseUrl,
        SETTINGS.upstreamName,
        SETTINGS.template,
        SETTINGS.parameters,
        ORIGIN,
      ],
    );
    await queryPlatform("INSERT INTO run_models (run_id, model_id, settings) VALUES ($1, $2, $3)", [
      run.id,
      model?.id,
      { ...SETTINGS, name },
    ]);
    await addResponses(run, model?.id ?? "");
  }
  await queryPlatform(
    `UPDATE responses SET state = 'failed', error_kind = 'key_refused', error_message = 'Incorrect API key provided.'
     WHERE id = (SELECT id FROM responses WHERE run_id = $1 AND state = 'pending' LIMIT 1)`,
    [run.id],
  );
  await queryPlatform("UPDATE responses SET state = 'cancelled' WHERE run_id = $1 AND state = 'pending'", [run.id]);
  return { run: run.id, model: names[0] ?? "" };
}

/** Four to each: two that are done, and two that wait for what becomes of them. */
async function addResponses(run: { id: string; setId: string }, modelId: string): Promise<void> {
  await queryPlatform(
    `INSERT INTO responses (id, state, turns, digest, is_empty, flags, prompt_id, model_id, run_id)
     SELECT gen_random_uuid(),
       CASE WHEN position <= 2 THEN 'done' ELSE 'pending' END::"ResponseState",
       CASE WHEN position <= 2 THEN ARRAY['Test text.'] ELSE '{}' END,
       CASE WHEN position <= 2 THEN repeat('0', 64) ELSE '' END, position = 1,
       CASE position WHEN 2 THEN '{cut_short,repeated,prompt_cut}' ELSE '{}' END::"ResponseFlag"[], id, $1, $2
     FROM prompts WHERE prompt_set_id = $3 AND position <= 4`,
    [modelId, run.id, run.setId],
  );
}
