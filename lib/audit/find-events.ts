import "server-only";
import { z } from "zod";
import { describeEvent, type EventDetail } from "@/lib/audit/describe-event";
import type { ActorKind } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";

/** Which events; what is left out is not asked. */
export const eventFilterSchema = z.object({
  action: z.string().max(100).optional().catch(undefined),
  /** Who did it: an account, or worker or operator. */
  who: z
    .union([z.uuid(), z.enum(["worker", "operator"])])
    .optional()
    .catch(undefined),
  /** Those before the event with this id. */
  before: z.uuid().optional().catch(undefined),
});

export type EventFilter = z.infer<typeof eventFilterSchema>;

export type AuditEntry = {
  id: string;
  at: Date;
  actorKind: ActorKind;
  /** Of an account that is still there. */
  actor: { accountId: string; name: string; email: string } | null;
  action: string;
  /** In words, after the actor's name. */
  words: string;
  detail: EventDetail;
  /** The study it was done to, if it is still there. */
  study: string | null;
  subjectId: string | null;
};

export type EventPage = {
  entries: AuditEntry[];
  /** `before` of the next page; null: this is the last. */
  next: string | null;
};

type Row = Omit<AuditEntry, "words"> & { named: Record<string, string> };

/**
 * A page of the audit log, the newest first, in the order of the events' ids, which are made as they happen.
 * Internal to queries that have authorised.
 *
 * @param subjectId of one study; null: all of the installation.
 */
export async function findEvents(
  subjectId: string | null,
  { action, who, before }: EventFilter,
  most: number,
): Promise<EventPage> {
  const { rows } = await getPool().query<Row>(
    `SELECT e.id, e.created_at AS at, e.actor_kind AS "actorKind", e.action, e.detail, e.subject_id AS "subjectId",
       s.name AS study,
       CASE WHEN a.id IS NOT NULL THEN json_build_object('accountId', a.id, 'name', a.name, 'email', a.email) END AS actor,
       CASE WHEN m.id IS NULL THEN '{}' ELSE json_build_object(m.id, m.name) END AS named
     FROM audit_events e LEFT JOIN accounts a ON a.id = e.actor_id LEFT JOIN studies s ON s.id = e.subject_id
     LEFT JOIN accounts m ON m.id::text = e.detail ->> 'accountId'
     WHERE ($1::uuid IS NULL OR e.subject_id = $1) AND ($2::text IS NULL OR e.action = $2)
       AND ($3::text IS NULL OR e.actor_id::text = $3 OR e.actor_kind::text = $3) AND ($4::uuid IS NULL OR e.id < $4)
     ORDER BY e.id DESC LIMIT $5`,
    [subjectId, action ?? null, who ?? null, before ?? null, most + 1],
  );
  const entries = rows.slice(0, most).map(({ named, ...row }) => ({
    ...row,
    words: describeEvent(row.action, row.detail, (id) => named[String(id)] ?? "an account that is gone"),
  }));
  return { entries, next: rows.length > most ? (entries.at(-1)?.id ?? null) : null };
}

export type EventChoices = {
  /** Actions that there are, in alphabetical order. */
  actions: string[];
  /** Who acted: accounts by name, then worker and operator. */
  people: { who: string; name: string }[];
};

/** What the log can be filtered by. Internal to queries that have authorised. */
export async function listEventChoices(subjectId: string | null): Promise<EventChoices> {
  const { rows } = await getPool().query<{ actions: string[]; people: EventChoices["people"] }>(
    `WITH events AS (SELECT DISTINCT action, actor_kind, actor_id FROM audit_events WHERE $1::uuid IS NULL OR subject_id = $1),
     people AS (
       SELECT DISTINCT a.id::text AS who, a.name, 0 AS place FROM events e JOIN accounts a ON a.id = e.actor_id
       UNION SELECT DISTINCT actor_kind::text, initcap(actor_kind::text), 1 FROM events
         WHERE actor_kind IN ('worker', 'operator')
     )
     SELECT (SELECT coalesce(json_agg(DISTINCT action ORDER BY action), '[]') FROM events) AS actions,
       (SELECT coalesce(json_agg(json_build_object('who', who, 'name', name) ORDER BY place, name, who), '[]') FROM people)
         AS people`,
    [subjectId],
  );
  return rows[0] ?? { actions: [], people: [] };
}
