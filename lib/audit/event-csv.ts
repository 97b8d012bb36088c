import "server-only";
import type { AuditEntry, EventPage } from "@/lib/audit/find-events";
import { toCsv } from "@/lib/formats/write-csv";

/** Events of one page, read while the one before it is sent. */
export const EVENTS_A_READ = 1_000;

const HEADS = ["at", "actor_kind", "actor", "email", "action", "words", "study", "subject_id", "detail"];

/** The audit log as CSV, a page at a time, the newest first. A name or a reason that a spreadsheet would run is guarded. */
export async function* toEventCsv(
  readPage: (before: string | undefined) => Promise<EventPage>,
): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(toCsv([HEADS]));
  for (let before: string | undefined; ; ) {
    const { entries, next } = await readPage(before);
    if (entries.length > 0) yield Buffer.from(toCsv(entries.map(toCells)));
    if (next === null) return;
    before = next;
  }
}

function toCells({ at, actorKind, actor, action, words, study, subjectId, detail }: AuditEntry): string[] {
  const cells = [at.toISOString(), actorKind, actor?.name ?? "", actor?.email ?? "", action, words, study ?? ""];
  return [...cells, subjectId ?? "", JSON.stringify(detail)];
}
