import "server-only";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
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

/** The same on a connection of the pool, for a transaction of raw SQL. */
export async function recordEventOn(
  client: Pick<pg.PoolClient, "query">,
  actor: Actor,
  { action, subjectId, detail }: Event,
): Promise<void> {
  await client.query(
    `INSERT INTO audit_events (id, actor_kind, actor_id, action, subject_id, detail)
     VALUES ($1, $2::text::"ActorKind", $3, $4, $5, $6)`,
    [
      ...[uuidv7(), actor.kind, actor.kind === "account" ? actor.accountId : null],
      ...[action, subjectId ?? null, JSON.stringify(detail ?? {})],
    ],
  );
}
