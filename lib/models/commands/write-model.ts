import "server-only";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { checkModelUrl } from "@/lib/http/guarded-fetch";
import { parseInput } from "@/lib/http/parse-input";
import { noSuchModel } from "@/lib/models/no-such-model";
import { requireModelWriter } from "@/lib/models/policy";
import { type ModelInput, modelInputSchema } from "@/lib/models/schema";
import { toEndpoint } from "@/lib/models/to-endpoint";

/**
 * A model that generates. One that is known by imported responses only may be given an address: it keeps them.
 *
 * @throws {AppError} bad_input, with the field; conflict: the name is taken; forbidden.
 */
export async function createModel(
  actor: Actor,
  given: z.input<typeof modelInputSchema>,
): Promise<{ id: string; name: string }> {
  const input = await parseModel(actor, given, []);
  return getPrisma().$transaction(async (db) => {
    const known = await lockModel(db, input.name);
    if (known && known.provider !== "recorded") {
      throw new AppError("conflict", `There is a model called ${input.name} already. Choose another name.`);
    }
    const id = known?.id ?? uuid();
    await db.model.upsert({ where: { id }, create: { id, ...toRow(input) }, update: toRow(input) });
    await recordEvent(db, actor, { action: "model.create", subjectId: id, detail: { name: input.name } });
    return { id, name: input.name };
  });
}

/**
 * Changes a model for the runs to come; runs that were ordered go on with what they were ordered with. Its name stays.
 *
 * @throws {AppError} not_found; else as `createModel`.
 */
export async function updateModel(
  actor: Actor,
  name: string,
  given: z.input<typeof modelInputSchema>,
): Promise<{ id: string; name: string }> {
  const before = await getPrisma().model.findUnique({ where: { name }, select: { keyVariable: true } });
  const input = await parseModel(actor, { ...given, name }, [before?.keyVariable ?? null]);
  return getPrisma().$transaction(async (db) => {
    const known = await lockModel(db, name);
    if (!known || known.provider === "recorded") throw noSuchModel(name);
    // it may have been given one meanwhile
    requireModelWriter(actor, [known.keyVariable, input.keyVariable]);
    await db.model.update({ where: { id: known.id }, data: toRow(input) });
    await recordEvent(db, actor, { action: "model.update", subjectId: known.id, detail: { name } });
    return { id: known.id, name };
  });
}

async function parseModel(
  actor: Actor,
  given: z.input<typeof modelInputSchema>,
  keys: (string | null)[],
): Promise<ModelInput> {
  const input = parseInput(modelInputSchema, given);
  requireModelWriter(actor, [...keys, input.keyVariable]);
  await checkModelUrl(input.baseUrl);
  return input;
}

async function lockModel(db: Db, name: string) {
  await db.$queryRaw`SELECT id FROM models WHERE name = ${name} FOR UPDATE`;
  return db.model.findUnique({ where: { name }, select: { id: true, provider: true, keyVariable: true } });
}

function toRow(input: ModelInput) {
  return { ...input, endpoint: toEndpoint(input.baseUrl) };
}
