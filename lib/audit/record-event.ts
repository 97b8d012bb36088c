import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";

type Event = {
  /** A stable verb, such as study.open. */
  action: string;
  subjectId?: string;
  /** Ids, names of studies and counts; never a text or a secret. */
  detail?: Prisma.InputJsonObject;
};

/** Writes down who did what, inside the transaction that did it. */
export async function recordEvent(db: Prisma.TransactionClient, actor: Actor, event: Event): Promise<void> {
  await db.auditEvent.create({
    data: {
      actorKind: actor.kind,
      actorId: actor.kind === "account" ? actor.accountId : null,
      action: event.action,
      subjectId: event.subjectId ?? null,
      detail: event.detail ?? {},
    },
  });
}
