import "server-only";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { inBatches } from "@/lib/db/in-batches";
import { type Db, lockName } from "@/lib/db/long-transaction";
import { findOrCreateModels } from "@/lib/models/commands/find-or-create-models";
import { listModelNames } from "@/lib/models/queries";
import { insertResponses, type ResponseRow } from "@/lib/responses/commands/insert-responses";
import { matchPrompts, type NewResponse } from "@/lib/responses/commands/match-prompts";

export type AddedResponses = {
  inserted: number;
  /** Were there already, with the same text. */
  unchanged: number;
  empty: number;
  selfNaming: number;
  models: string[];
};

/**
 * Adds recorded responses to the prompts of one set.
 *
 * A response is looked through for the names of all models known when it is read: those of the installation, and those
 * of the file up to its batch. A study looks again when it opens, for its own models.
 *
 * @throws {FormatError} a response without its prompt, with more turns than it, or unlike the one that is there: by line.
 */
export async function addResponses(
  actor: Actor,
  given: {
    promptSet: { id: string; name: string };
    importId: string;
    responses: AsyncIterable<NewResponse>;
  },
  db: Db,
): Promise<AddedResponses> {
  requireWriter(actor);
  await lockName(db, `responses:${given.promptSet.id}`);
  let known = (await listModelNames(actor, db)).map((name) => ({ name }));
  const modelIds = new Map<string, string>();
  const added = { inserted: 0, unchanged: 0, empty: 0, selfNaming: 0 };
  for await (const batch of inBatches(given.responses, charactersOf)) {
    const unmet = batch.map(({ model }) => model).filter((model) => !modelIds.has(model));
    if (unmet.length > 0) {
      for (const [name, id] of await findOrCreateModels(actor, unmet, db)) modelIds.set(name, id);
      known = [...new Set([...known.map(({ name }) => name), ...modelIds.keys()])].map((name) => ({ name }));
    }
    const matched = await matchPrompts(db, given.promptSet, batch, modelIds);
    const rows: ResponseRow[] = matched
      .filter(({ isThere }) => !isThere)
      .map(({ response, promptId, modelId, digest }) => {
        return { id: uuid(), promptId, modelId, sample: response.sample, turns: response.turns, digest };
      });
    const { inserted, empty, selfNaming } = await insertResponses(actor, { importId: given.importId, rows, known }, db);
    added.inserted += inserted;
    added.unchanged += batch.length - rows.length;
    added.empty += empty;
    added.selfNaming += selfNaming;
  }
  return { ...added, models: [...modelIds.keys()].sort() };
}

function charactersOf({ turns }: NewResponse): number {
  return turns.reduce((sum, text) => sum + text.length, 0);
}
