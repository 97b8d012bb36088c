import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { WRITTEN_PROVIDER } from "@/lib/models/schema";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { toResponseDigest } from "@/lib/responses/digest";

/** A pair of responses that people wrote or chose: of gold, the better one is `one`; of others, it is what stood first. */
export type WrittenPair = {
  id: string;
  turns: { text: string; input: string | null }[];
  one: string[];
  other: string[];
  category: string | null;
};

/**
 * The two names that written responses stand under, so that they can be shown beside each other as any pair is. No model
 * has them, and no study compares them.
 */
export const WRITTEN_MODELS = ["(written) one", "(written) other"] as const;

export type WrittenSet = {
  status: "created" | "unchanged";
  promptSetId: string;
  version: number;
  digest: string;
  count: number;
};

/**
 * Writes pairs as a sealed set of prompts with two responses each; the same again makes no new version.
 *
 * @param set.source what the set is: gold-pairs, or checks of one study.
 * @throws {AppError} conflict: a set of another kind has the name.
 */
export async function writePairs(
  actor: Actor,
  set: { name: string; source: string; pairs: WrittenPair[] },
  db: Db,
): Promise<WrittenSet> {
  const other = await db.promptSet.findFirst({
    where: { name: set.name, source: { not: set.source } },
    select: { source: true },
  });
  if (other) {
    throw new AppError("conflict", `There is a prompt set ${set.name} of another kind. Give this one another name.`);
  }
  const created = await createPromptSet(
    actor,
    {
      name: set.name,
      source: set.source,
      // the same prompts with other responses, or with the better one told anew, are another version
      alsoDigest: toResponseDigest(
        set.pairs.flatMap(({ one, other }) => [toResponseDigest(one), toResponseDigest(other)]),
      ),
      prompts: set.pairs.map(({ id, turns, category }) => ({ externalId: id, turns, category })),
    },
    db,
  );
  const models = await findWrittenModels(db);
  const rows = set.pairs.flatMap(({ id, one, other }) =>
    [one, other].map((turns, index) => ({
      ...{ id: uuidv7(), externalId: id, turns, digest: toResponseDigest(turns) },
      modelId: models[index],
      isEmpty: turns.every((turn) => turn.trim() === ""),
    })),
  );
  await db.$executeRaw`
    INSERT INTO responses (id, state, sample, turns, is_empty, leaks, digest, prompt_id, model_id)
    SELECT r.id, 'done', 0, r.turns, r."isEmpty", '[]', r.digest, p.id, r."modelId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (id uuid, "externalId" text, turns text[], digest text, "modelId" uuid, "isEmpty" bool)
    JOIN prompts p ON p.prompt_set_id = ${created.id}::uuid AND p.external_id = r."externalId"
    ON CONFLICT (prompt_id, model_id, sample) DO NOTHING`;
  return {
    status: created.status,
    promptSetId: created.id,
    version: created.version,
    digest: created.digest,
    count: created.promptCount,
  };
}

/** Their ids, in the order of `WRITTEN_MODELS`. */
export async function findWrittenModels(db: Db): Promise<[string, string]> {
  const rows = JSON.stringify(WRITTEN_MODELS.map((name) => ({ id: uuidv7(), name })));
  await db.$executeRaw`
    INSERT INTO models (id, name, provider)
    SELECT id, name, ${WRITTEN_PROVIDER} FROM json_to_recordset(${rows}::json) AS r (id uuid, name text)
    ON CONFLICT (name) DO NOTHING`;
  const found = await db.model.findMany({
    where: { name: { in: [...WRITTEN_MODELS] } },
    select: { id: true, name: true },
  });
  const [one, other] = WRITTEN_MODELS.map((name) => found.find((model) => model.name === name)?.id ?? "");
  return [one ?? "", other ?? ""];
}
