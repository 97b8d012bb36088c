import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * Takes a study out of the lists. Nothing else changes: who has its address finds it, and its raters go on.
 *
 * @throws {AppError} not_found; forbidden.
 */
export async function archiveStudy(actor: Actor, name: string): Promise<void> {
  await setArchived(actor, name, true);
}

export async function unarchiveStudy(actor: Actor, name: string): Promise<void> {
  await setArchived(actor, name, false);
}

async function setArchived(actor: Actor, name: string, isArchived: boolean): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "archive", { lock: true });
    if ((study.archivedAt !== null) === isArchived) return;
    await db.study.update({ where: { id: study.id }, data: { archivedAt: isArchived ? new Date() : null } });
    const action = isArchived ? "study.archive" : "study.unarchive";
    await recordEvent(db, actor, { action, subjectId: study.id });
  });
}
