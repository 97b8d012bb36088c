import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPrisma } from "@/lib/db/prisma";
import { type ModelCard, readCard } from "@/lib/models/card";
import { noSuchModel } from "@/lib/models/no-such-model";

/** @throws {AppError} not_found. */
export async function getCard(
  actor: Actor,
  name: string,
): Promise<{ name: string; provider: string; card: ModelCard }> {
  requireReader(actor);
  const model = await getPrisma().model.findUnique({
    where: { name },
    select: { name: true, provider: true, card: true },
  });
  if (!model) throw noSuchModel(name);
  return { ...model, card: readCard(model.card) };
}
