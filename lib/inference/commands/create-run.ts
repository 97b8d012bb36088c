import "server-only";
import { v7 as uuid } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { inBatches } from "@/lib/db/in-batches";
import { type Db, inLongTransaction, lockName } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { requestSweep } from "@/lib/inference/request-sweep";
import { type CreateRunInput, createRunSchema } from "@/lib/inference/schema";
import { getLiveModel } from "@/lib/models/queries";
import { type LiveModel, modelSettingsSchema } from "@/lib/models/schema";
import { findNewestPromptSet } from "@/lib/prompts/queries";

export type CreatedRun = {
  id: string;
  /** Responses that the run asks for. */
  total: number;
  /** Those that are there, or that another run asks for: they are not asked for again. */
  alreadyThere: number;
};

/**
 * Orders the responses of these models to a prompt set. Each is a row from the start: a prompt, a model and a sample have
 * one, whoever asks how often. One that failed or was cancelled in an earlier run is asked for anew in this one.
 *
 * @throws {AppError} bad_input: a model or set is not there, is named twice, or the set has prompts without a text.
 */
export async function createRun(actor: Actor, input: CreateRunInput): Promise<CreatedRun> {
  requireWriter(actor);
  const { models: names, set: setName, samples } = parseInput(createRunSchema, input);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new AppError("bad_input", `The model ${twice} is named twice. Name it once.`);
  const run = await inLongTransaction(async (db) => {
    const set = await findNewestPromptSet(actor, setName, db);
    if (!set) throw new AppError("bad_input", `There is no prompt set "${setName}". Import it first.`);
    await requireTexts(db, set);
    const models: LiveModel[] = [];
    for (const name of names) models.push(await getLiveModel(actor, name, db));
    // two runs over one set are written one after the other, so that their counts are true
    await lockName(db, `responses:${set.id}`);
    const id = uuid();
    const orderedById = actor.kind === "account" ? actor.accountId : null;
    await db.run.create({
      data: { id, state: "running", samplesPerPrompt: samples, promptSetId: set.id, orderedById },
    });
    await db.runModel.createMany({
      data: models.map((model) => ({ runId: id, modelId: model.id, settings: toSettings(model) })),
    });
    const total = await insertPending(db, { id, models, samples, promptSetId: set.id });
    const alreadyThere = set.promptCount * models.length * samples - total;
    const isOver = total === 0 ? { state: "done" as const, finishedAt: new Date() } : {};
    await db.run.update({ where: { id }, data: { alreadyThere, ...isOver } });
    await recordEvent(db, actor, { action: "run.create", subjectId: id, detail: { total, alreadyThere } });
    return { id, total, alreadyThere };
  });
  await requestSweep();
  return run;
}

/** What the run's requests are made from; limits are the endpoint's, and stay as they are now or will be. */
function toSettings(model: LiveModel) {
  const { id: _i, endpoint: _e, isInDemo: _d, maxConcurrent: _m, requestsPerMinute: _r, ...settings } = model;
  return modelSettingsSchema.parse(settings);
}

async function requireTexts(db: Db, set: { id: string; name: string }): Promise<void> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM prompts WHERE prompt_set_id = ${set.id}::uuid AND jsonb_array_length(turns) = 0`;
  if (!row?.count) return;
  throw new AppError(
    "bad_input",
    `${row.count} prompts of "${set.name}" were imported without their text. Import the set with its texts first.`,
  );
}

type Wanted = { id: string; models: LiveModel[]; samples: number; promptSetId: string };

async function insertPending(db: Db, wanted: Wanted): Promise<number> {
  const prompts = await db.prompt.findMany({
    where: { promptSetId: wanted.promptSetId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  let total = 0;
  for await (const rows of inBatches(listWanted(prompts, wanted), () => 150)) {
    total += await db.$executeRaw`
      INSERT INTO responses (id, state, sample, turns, digest, prompt_id, model_id, run_id)
      SELECT id, 'pending', sample, '{}', '', "promptId", "modelId", ${wanted.id}::uuid
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, sample int, "promptId" uuid, "modelId" uuid)
      ON CONFLICT (prompt_id, model_id, sample) DO UPDATE
      SET state = 'pending', run_id = EXCLUDED.run_id, attempts = 0, not_before = NULL,
        error_kind = NULL, error_message = NULL
      WHERE responses.state IN ('failed', 'cancelled')`;
  }
  return total;
}

function* listWanted(prompts: { id: string }[], { models, samples }: Wanted) {
  for (const { id: promptId } of prompts) {
    for (const { id: modelId } of models) {
      for (let sample = 0; sample < samples; sample++) yield { id: uuid(), sample, promptId, modelId };
    }
  }
}
