import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireAccountManager } from "@/lib/auth/policy";
import { lockName } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { getDemoOverview, getDemoSettings, SETTING } from "@/lib/demo/queries";
import { type DemoChanges, type DemoSettings, demoChangesSchema } from "@/lib/demo/schema";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { offerInDemo } from "@/lib/models/commands/offer-in-demo";

/**
 * Turns the demo on or off, and says what visitors may use. What is left out stays as it is.
 *
 * @throws {AppError} forbidden: not an owner of the installation; bad_input: it would be on without a model.
 */
export async function setDemo(actor: Actor, given: DemoChanges): Promise<DemoSettings> {
  requireAccountManager(actor);
  const { models: wanted, ...changes } = parseInput(demoChangesSchema, given);
  const { models, isOn } = await getDemoOverview(actor);
  const offered = wanted ?? models.filter(({ isOffered }) => isOffered).map(({ name }) => name);
  const unknown = offered.find((name) => !models.some((model) => model.name === name));
  if (unknown !== undefined) {
    throw new AppError("bad_input", `There is no model ${unknown} that generates. Add it first, with its address.`);
  }
  if ((changes.isOn ?? isOn) && offered.length === 0) {
    throw new AppError("bad_input", "The demo needs a model that generates. Choose at least one, or turn it off.");
  }
  for (const { name, isOffered } of models) {
    if (isOffered !== offered.includes(name)) await offerInDemo(actor, name, !isOffered);
  }
  return writeSettings(actor, changes);
}

async function writeSettings(actor: Actor, changes: Partial<DemoSettings>): Promise<DemoSettings> {
  return getPrisma().$transaction(async (db) => {
    await lockName(db, "demo:settings");
    const before = await getDemoSettings(db);
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const settings: DemoSettings = { ...before, ...Object.fromEntries(given) };
    if (settings.isOn === before.isOn && settings.messagesPerHour === before.messagesPerHour) return before;
    await db.setting.upsert({
      where: { name: SETTING },
      create: { name: SETTING, value: settings },
      update: { value: settings },
    });
    await recordEvent(db, actor, { action: "demo.set", detail: settings });
    return settings;
  });
}
