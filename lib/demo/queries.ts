import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { mayManageAccounts, requireReader } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { isModerationOn } from "@/lib/demo/moderation";
import { type DemoSettings, demoSettingsSchema, type OpenDemo } from "@/lib/demo/schema";
import { listDemoModels, listModels } from "@/lib/models/queries";
import { listStudies } from "@/lib/studies/queries/studies";

export const SETTING = "demo";

export async function getDemoSettings(db: Db = getPrisma()): Promise<DemoSettings> {
  const row = await db.setting.findUnique({ where: { name: SETTING } });
  return demoSettingsSchema.parse(row?.value ?? {});
}

/** What a visitor may use, for anyone; null: the demo is off, or no model is offered in it. */
export async function findOpenDemo(): Promise<OpenDemo | null> {
  const { isOn, messagesPerHour } = await getDemoSettings();
  if (!isOn) return null;
  const models = (await listDemoModels()).map(({ name }) => name);
  return models.length > 0 ? { models, messagesPerHour, isModerated: isModerationOn() } : null;
}

export type DemoOverview = DemoSettings & {
  /** Every model that generates. */
  models: { name: string; isOffered: boolean }[];
  isModerated: boolean;
  /** Whether the actor may change any of it. */
  mayChange: boolean;
  /** Names of the studies that hold the votes on battles, the newest first; those the actor may read. */
  arenas: string[];
};

/** The demo as those see it who run the installation. */
export async function getDemoOverview(actor: Actor): Promise<DemoOverview> {
  requireReader(actor);
  const [settings, models, studies] = await Promise.all([getDemoSettings(), listModels(actor), listStudies(actor)]);
  const open = await getPrisma().study.findMany({
    where: { kind: "open", id: { in: studies.map(({ id }) => id) } },
    orderBy: { createdAt: "desc" },
    select: { name: true },
  });
  return {
    ...settings,
    models: models
      .filter(({ provider }) => provider !== "recorded")
      .map(({ name, isInDemo }) => ({ name, isOffered: isInDemo })),
    isModerated: isModerationOn(),
    mayChange: mayManageAccounts(actor),
    arenas: open.map(({ name }) => name),
  };
}
