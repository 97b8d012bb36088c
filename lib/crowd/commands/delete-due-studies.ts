import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { WorkerActor } from "@/lib/auth/actor";
import { removeStudy } from "@/lib/crowd/commands/remove-study";
import { inLongTransaction } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { log } from "@/lib/log";

/**
 * Deletes the studies whose time of grace is over, each by itself; the audit log keeps that they were there.
 *
 * @returns how many went.
 */
export async function deleteDueStudies(actor: WorkerActor): Promise<number> {
  const due = await getPrisma().study.findMany({
    where: { deleteAfter: { lte: new Date() }, releases: { none: {} } },
    select: { id: true },
  });
  let gone = 0;
  for (const { id } of due) {
    try {
      if (await deleteOne(actor, id)) gone++;
    } catch (error) {
      // another one's turn comes all the same, and this one's again
      log.error({ err: error, studyId: id }, "study not deleted");
    }
  }
  return gone;
}

async function deleteOne(actor: WorkerActor, id: string): Promise<boolean> {
  return await inLongTransaction(async (db) => {
    await db.$queryRaw`SELECT "id" FROM "studies" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const study = await db.study.findUnique({ where: { id, deleteAfter: { lte: new Date() } } });
    if (!study) return false;
    const votes = await removeStudy(db, study);
    await recordEvent(db, actor, { action: "study.delete", subjectId: id, detail: { name: study.name, votes } });
    return true;
  });
}
