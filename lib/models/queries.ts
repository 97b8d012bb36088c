import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import type { ModelSummary } from "@/lib/models/schema";

/** All models by name, each with how many responses it has given. */
export async function listModels(actor: Actor): Promise<ModelSummary[]> {
  requireReader(actor);
  const models = await getPrisma().model.findMany({
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      provider: true,
      template: true,
      createdAt: true,
      _count: { select: { responses: { where: { state: "done" } } } },
    },
  });
  return models.map(({ _count, ...model }) => ({ ...model, responses: _count.responses }));
}

export async function listModelNames(actor: Actor, db: Db = getPrisma()): Promise<string[]> {
  requireReader(actor);
  const models = await db.model.findMany({ orderBy: { name: "asc" }, select: { name: true } });
  return models.map(({ name }) => name);
}
