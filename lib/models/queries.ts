import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import type { Model } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { noSuchModel } from "@/lib/models/no-such-model";
import { type LiveModel, type ModelSummary, modelSettingsSchema, WRITTEN_PROVIDER } from "@/lib/models/schema";

/** All models by name, each with how many responses it has given. */
export async function listModels(actor: Actor): Promise<ModelSummary[]> {
  requireReader(actor);
  const models = await getPrisma().model.findMany({
    where: { provider: { not: WRITTEN_PROVIDER } },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      provider: true,
      template: true,
      baseUrl: true,
      isInDemo: true,
      maxConcurrent: true,
      requestsPerMinute: true,
      createdAt: true,
      _count: { select: { responses: { where: { state: "done" } } } },
    },
  });
  return models.map(({ _count, ...model }) => ({ ...model, responses: _count.responses }));
}

export async function listModelNames(actor: Actor, db: Db = getPrisma()): Promise<string[]> {
  requireReader(actor);
  const models = await db.model.findMany({
    where: { provider: { not: WRITTEN_PROVIDER } },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  return models.map(({ name }) => name);
}

/** @throws {AppError} not_found: no such model, or its responses are imported. */
export async function getLiveModel(actor: Actor, name: string, db: Db = getPrisma()): Promise<LiveModel> {
  requireReader(actor);
  const model = await db.model.findUnique({ where: { name } });
  if (!model || model.provider === "recorded" || model.provider === WRITTEN_PROVIDER) throw noSuchModel(name);
  return toLiveModel(model);
}

/** Those that visitors of the demo may talk to. */
export async function listDemoModels(): Promise<{ id: string; name: string }[]> {
  return getPrisma().model.findMany({
    where: { isInDemo: true, provider: { notIn: ["recorded", WRITTEN_PROVIDER] } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

export function toLiveModel(model: Model): LiveModel {
  const { id, endpoint, isInDemo, maxConcurrent, requestsPerMinute, ...rest } = model;
  const { createdAt: _createdAt, card: _card, ...settings } = rest;
  return {
    ...modelSettingsSchema.parse(settings),
    ...{ id, endpoint: endpoint ?? "", isInDemo, maxConcurrent, requestsPerMinute },
  };
}
