import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { AccountActor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { enqueue } from "@/lib/jobs/queue";
import { checkReadiness } from "@/lib/studies/check-draft";
import { openStudy, requireOpenable } from "@/lib/studies/commands/open-study";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";

/**
 * Has a worker open a study, since that takes longer than a request may; a paused one goes on at once. Asked again while
 * it is opening, the job is put in the queue again, in case the queue was lost.
 *
 * @throws {AppError} as `openStudy`; unavailable: the queue cannot be reached, and the study is a draft as before.
 */
export async function requestOpen(actor: AccountActor, name: string): Promise<Study["status"]> {
  const study = await markOpening(actor, name);
  if (study.status !== "opening") {
    await openStudy(actor, study.id);
    return "open";
  }
  try {
    await enqueue("open-study", { studyId: study.id, accountId: actor.accountId }, { onceAs: study.id });
  } catch (error) {
    const openError = "The queue of jobs could not be reached. Open the study again in a moment.";
    await getPrisma().study.updateMany({
      where: { id: study.id, status: "opening" },
      data: { status: "draft", openError },
    });
    throw new AppError("unavailable", openError, { cause: error });
  }
  return "opening";
}

async function markOpening(actor: AccountActor, name: string): Promise<Study> {
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "open", { lock: true });
    requireOpenable(study, actor);
    if (study.status !== "draft") return study;
    checkReadiness(protocolSchema.parse(study.protocol));
    await recordEvent(db, actor, { action: "study.request-open", subjectId: study.id });
    return await db.study.update({ where: { id: study.id }, data: { status: "opening", openError: null } });
  });
}
