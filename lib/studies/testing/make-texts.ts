import { v7 as uuidv7 } from "uuid";
import { OPERATOR } from "@/lib/auth/actor";
import { inLongTransaction } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { findOrCreateModels } from "@/lib/models/commands/find-or-create-models";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { insertResponses } from "@/lib/responses/commands/insert-responses";
import { toResponseDigest } from "@/lib/responses/digest";

type Texts = {
  set: string;
  source?: string;
  /** The user's turns of each prompt; its id is p1, p2, … */
  prompts: string[][];
  /** A model's turns to each prompt, in their order; null: it has not answered. */
  responses: Record<string, (string[] | null)[]>;
};

/** A sealed prompt set and recorded responses to it, for tests. */
export async function makeTexts({ set, source = "jsonl", prompts, responses }: Texts): Promise<void> {
  const { id } = await createPromptSet(OPERATOR, {
    name: set,
    source,
    prompts: prompts.map((turns, index) => ({
      externalId: `p${index + 1}`,
      turns: turns.map((text) => ({ text, input: null })),
      category: null,
    })),
  });
  const written = await getPrisma().prompt.findMany({ where: { promptSetId: id }, orderBy: { position: "asc" } });
  await inLongTransaction(async (db) => {
    const importId = uuidv7();
    const made = { id: importId, kind: "responses" as const, format: "jsonl", target: set, digest: importId, rows: 0 };
    await db.import.create({ data: made });
    const models = await findOrCreateModels(OPERATOR, Object.keys(responses), db);
    const rows = Object.entries(responses).flatMap(([model, answers]) =>
      answers.flatMap((turns, index) => {
        const row = { promptId: written[index]?.id ?? "", modelId: models.get(model) ?? "", sample: 0 };
        return turns ? [{ id: uuidv7(), ...row, turns, digest: toResponseDigest(turns) }] : [];
      }),
    );
    await insertResponses(OPERATOR, { importId, rows, known: [] }, db);
  });
}

/** As many prompts and plain responses as asked for. */
export async function makePlainTexts(set: string, prompts: number, models: string[], source?: string): Promise<void> {
  const numbers = Array.from({ length: prompts }, (_, index) => index + 1);
  await makeTexts({
    set,
    source,
    prompts: numbers.map((number) => [`Prompt ${number}`]),
    responses: Object.fromEntries(models.map((model, m) => [model, numbers.map((n) => [`Response ${m} to ${n}`])])),
  });
}
