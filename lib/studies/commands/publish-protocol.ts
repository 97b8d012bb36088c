import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * Shows the frozen protocol to anyone, at the address with its hash, though the results are not published.
 *
 * @throws {AppError} conflict: nothing is frozen yet, or the study is a dry run.
 */
export async function publishProtocol(actor: Actor, name: string): Promise<void> {
  await setPublic(actor, name, true);
}

/** While results are published their protocol is too. */
export async function unpublishProtocol(actor: Actor, name: string): Promise<void> {
  await setPublic(actor, name, false);
}

async function setPublic(actor: Actor, name: string, isPublic: boolean): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "publish", { lock: true });
    if ((study.protocolPublicAt !== null) === isPublic) return;
    if (isPublic && (study.protocolHash === null || study.kind === "open" || study.isDryRun)) {
      throw new AppError("conflict", `The study ${name} has no frozen protocol. It gets one when it opens.`);
    }
    await db.study.update({ where: { id: study.id }, data: { protocolPublicAt: isPublic ? new Date() : null } });
    const action = isPublic ? "study.publish-protocol" : "study.unpublish-protocol";
    await recordEvent(db, actor, { action, subjectId: study.id });
  });
}
