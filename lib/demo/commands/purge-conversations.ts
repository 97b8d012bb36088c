import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";

const DAY_MS = 24 * 3600 * 1000;

/** Deletes what visitors were promised to have deleted: conversations that a day has passed over, without a counted vote. */
export async function purgeConversations(actor: Actor, now = new Date()): Promise<number> {
  if (actor.kind !== "worker" && actor.kind !== "operator") throw new AppError("forbidden", "Only the worker purges.");
  const { count } = await getPrisma().demoConversation.deleteMany({
    where: { assignmentId: null, updatedAt: { lt: new Date(now.getTime() - DAY_MS) } },
  });
  return count;
}
