import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireAccountManager } from "@/lib/auth/policy";
import { getPrisma } from "@/lib/db/prisma";
import { noSuchModel } from "@/lib/models/no-such-model";
import { WRITTEN_PROVIDER } from "@/lib/models/schema";

/** Lets the demo's visitors talk to a model, or no longer. @throws {AppError} not_found; forbidden: not an owner. */
export async function offerInDemo(actor: Actor, name: string, isInDemo: boolean): Promise<void> {
  requireAccountManager(actor);
  await getPrisma().$transaction(async (db) => {
    const { count } = await db.model.updateMany({
      where: { name, provider: { notIn: ["recorded", WRITTEN_PROVIDER] } },
      data: { isInDemo },
    });
    if (count === 0) throw noSuchModel(name);
    await recordEvent(db, actor, { action: "model.offer-in-demo", detail: { name, isInDemo } });
  });
}
