import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { getPool } from "@/lib/db/pool";
import type { Protocol } from "@/lib/studies/schema";
import { RENDERER_VERSION } from "@/lib/text/render-markdown";

export type MadeStudy = { studyId: string; slug: string; name: string; comparisonIds: string[]; modelIds: string[] };

type Options = {
  prompts?: number;
  models?: number;
  votesPerComparison?: number;
  protocol?: Partial<Protocol>;
  /** Characters of HTML a response. */
  responseLength?: number;
};

/** An open study of every pair of models over every prompt, straight into the tables, for tests and measurements. */
export async function makeStudy(options: Options = {}): Promise<MadeStudy> {
  const { prompts = 4, models = 2, votesPerComparison = 3, responseLength = 60 } = options;
  const tag = randomBytes(5).toString("hex");
  const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
  const [studyId, setId] = [uuidv7(), uuidv7()];
  const [promptIds, modelIds] = [ids(prompts), ids(models)];
  const name = `study-${tag}`;
  const protocol = { ...toProtocol(name, models, votesPerComparison), ...options.protocol };
  const db = getPool();
  await db.query(
    `INSERT INTO prompt_sets (id, name, source, prompt_count, digest) VALUES ($1, $2, 'jsonl', $3, 'made')`,
    [setId, `set-${tag}`, prompts],
  );
  await db.query(
    `INSERT INTO prompts (id, external_id, position, turns, text_digest, prompt_set_id)
     SELECT id, 'p' || n, n, json_build_array(json_build_object('text', 'Prompt ' || n, 'input', NULL)), 'd' || n, $2
     FROM unnest($1::uuid[]) WITH ORDINALITY p (id, n)`,
    [promptIds, setId],
  );
  await db.query(
    `INSERT INTO models (id, name) SELECT id, $2 || '-' || n FROM unnest($1::uuid[]) WITH ORDINALITY m (id, n)`,
    [modelIds, `model-${tag}`],
  );
  await db.query(
    `INSERT INTO responses (id, prompt_id, model_id, turns, digest)
     SELECT gen_random_uuid(), p.id, m.id, ARRAY['Response ' || m.n || ' to prompt ' || p.n], 'made'
     FROM unnest($1::uuid[]) WITH ORDINALITY p (id, n), unnest($2::uuid[]) WITH ORDINALITY m (id, n)`,
    [promptIds, modelIds],
  );
  await db.query(
    `INSERT INTO rendered_responses (response_id, turn, renderer_version, html)
     SELECT id, 1, $2, '<p>' || rpad(turns[1], $3, ' and so on') || '</p>' FROM responses WHERE prompt_id = ANY ($1::uuid[])`,
    [promptIds, RENDERER_VERSION, responseLength],
  );
  await db.query(
    `INSERT INTO rendered_prompts (prompt_id, turn, renderer_version, html)
     SELECT id, 1, $2, '<p>A prompt</p>' FROM unnest($1::uuid[]) p (id)`,
    [promptIds, RENDERER_VERSION],
  );
  await db.query(
    `INSERT INTO studies (id, name, slug, template, protocol, status) VALUES ($1, $2, $3, 'arena', $4, 'draft')`,
    [studyId, name, `s${tag}`, protocol],
  );
  const made = await db.query<{ id: string }>(
    `INSERT INTO comparisons (id, study_id, prompt_id, model_a_id, model_b_id, response_a_id, response_b_id, capacity)
     SELECT gen_random_uuid(), $1, p, a.model_id, b.model_id, a.id, b.id, $3
     FROM unnest($2::uuid[]) p JOIN responses a ON a.prompt_id = p
     JOIN responses b ON b.prompt_id = p AND a.model_id < b.model_id RETURNING id`,
    [studyId, promptIds, votesPerComparison],
  );
  await db.query("UPDATE studies SET status = 'open', protocol_hash = 'made', opened_at = now() WHERE id = $1", [
    studyId,
  ]);
  return { studyId, slug: `s${tag}`, name, comparisonIds: made.rows.map(({ id }) => id), modelIds };
}

function toProtocol(name: string, models: number, votesPerComparison: number): Protocol {
  return {
    schema: "eucalypt-protocol/1",
    template: "arena",
    promptSets: [{ name, version: 1, digest: "made" }],
    models: Array.from({ length: models }, (_, index) => `model-${index + 1}`),
    reference: null,
    pairs: [],
    votesPerComparison,
    choices: ["first", "second", "tie", "both_bad"],
    question: "Which response is better?",
    criteria: [],
    raterTitle: "Two responses",
    instructions: "Read both.",
    consent: { version: "1", text: "I take part." },
    oncePerPrompt: true,
    pairsPerRater: null,
    leaseMinutes: 30,
    breakEvery: null,
    showEmptyResponses: false,
    showSelfNamingResponses: false,
    frozen: null,
  };
}
