import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { GRACE_DAYS } from "@/lib/studies/deletion";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * Asks to delete a study with all that is in it. Until it goes it takes no raters, and any owner may take the wish back.
 *
 * @param typed its name once more, so that it is not deleted for another.
 * @returns when it goes.
 * @throws {AppError} not_found; forbidden; bad_input: the name was typed differently; conflict: it has releases, raters wait
 *   for their pay, or it is opening.
 */
export async function requestDeletion(actor: Actor, name: string, typed: string): Promise<Date> {
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "delete", { lock: true });
    if (typed.trim() !== name) throw new AppError("bad_input", `That is not the study's name. Write ${name}.`);
    if (study.deleteAfter) return study.deleteAfter;
    await requireDeletable(db, study);
    const deleteAfter = new Date(Date.now() + GRACE_DAYS * 24 * 3600 * 1000);
    // paused: nothing is handed out, votes on what is on a screen are kept, and an owner may open it again after all
    const status = study.status === "open" ? "paused" : study.status;
    await db.study.update({ where: { id: study.id }, data: { deleteAfter, status } });
    const detail = { after: deleteAfter.toISOString() };
    await recordEvent(db, actor, { action: "study.request-deletion", subjectId: study.id, detail });
    return deleteAfter;
  });
}

/**
 * Keeps a study that was to be deleted. One that was open stays paused.
 *
 * @throws {AppError} not_found; forbidden; conflict: nobody asked, or its time is over.
 */
export async function takeBackDeletion(actor: Actor, name: string): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "delete", { lock: true });
    if (!study.deleteAfter)
      throw new AppError("conflict", `${name} is not to be deleted: there is nothing to take back.`);
    if (study.deleteAfter <= new Date()) throw new AppError("conflict", `The time to keep ${name} is over.`);
    await db.study.update({ where: { id: study.id }, data: { deleteAfter: null } });
    await recordEvent(db, actor, { action: "study.take-back-deletion", subjectId: study.id });
  });
}

async function requireDeletable(db: Prisma.TransactionClient, { id, name, status, isDryRun }: Study): Promise<void> {
  if (isDryRun) throw new AppError("conflict", `${name} is a dry run: delete it at once, as one.`);
  if (status === "opening") throw new AppError("conflict", `${name} is opening. Delete it when that is done.`);
  const releases = await db.release.count({ where: { studyId: id } });
  if (releases > 0) {
    const was = releases === 1 ? "a release of it was" : `${releases} releases of it were`;
    throw new AppError("conflict", `${name} cannot be deleted: ${was} published, and stays. Archive it instead.`);
  }
  const unpaid = await db.participation.count({ where: { studyId: id, payState: "pending" } });
  if (unpaid > 0) {
    const who = unpaid === 1 ? "A rater of it waits" : `${unpaid} raters of it wait`;
    throw new AppError("conflict", `${who} for their pay. Decide on that first, on its page Pay.`);
  }
}
