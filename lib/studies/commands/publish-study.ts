import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * Shows the results to anyone.
 *
 * @throws {AppError} conflict: a draft has none, and those of a dry run are nobody's.
 */
export async function publishStudy(actor: Actor, name: string): Promise<void> {
  await setPublished(actor, name, true);
}

export async function unpublishStudy(actor: Actor, name: string): Promise<void> {
  await setPublished(actor, name, false);
}

async function setPublished(actor: Actor, name: string, isPublished: boolean): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "publish", { lock: true });
    if ((study.publishedAt !== null) === isPublished) return;
    if (study.isDryRun) throw new AppError("conflict", `${name} is a dry run: its votes are simulated, and nobody's.`);
    if (study.status === "draft" || study.status === "opening") {
      throw new AppError("conflict", `The study ${name} is not open yet, and has no results. Open it first.`);
    }
    await db.study.update({ where: { id: study.id }, data: { publishedAt: isPublished ? new Date() : null } });
    const action = isPublished ? "study.publish" : "study.unpublish";
    await recordEvent(db, actor, { action, subjectId: study.id });
  });
}
