import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { getPrisma } from "@/lib/db/prisma";
import { parseInput } from "@/lib/http/parse-input";
import { type ModelCard, type ModelCardInput, modelCardSchema, readCard } from "@/lib/models/card";
import { noSuchModel } from "@/lib/models/no-such-model";

/**
 * Says what a model is. What is left out stays as it was; an empty text takes a fact back.
 *
 * @throws {AppError} not_found, forbidden, bad_input.
 */
export async function writeCard(actor: Actor, name: string, changes: Partial<ModelCardInput>): Promise<ModelCard> {
  requireWriter(actor);
  return getPrisma().$transaction(async (db) => {
    const model = await db.model.findUnique({ where: { name }, select: { id: true, card: true } });
    if (!model) throw noSuchModel(name);
    const card = parseInput(modelCardSchema, { ...readCard(model.card), ...changes });
    await db.model.update({ where: { id: model.id }, data: { card } });
    await recordEvent(db, actor, { action: "model.card", subjectId: model.id, detail: { name } });
    return card;
  });
}
