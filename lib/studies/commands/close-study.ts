import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";
import type { StopReason } from "@/lib/studies/stop-reason";

/**
 * Ends a study for good: no new pair is handed out. Votes on pairs that raters hold still count, and who was on the way is
 * led to the end as one who completed it, so that nobody has worked for nothing.
 *
 * @param stop the declared rule that it closes by; left out: somebody closes it.
 * @throws {AppError} conflict: it has never been open.
 */
export async function closeStudy(actor: Actor, name: string, stop?: StopReason): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "close", { lock: true });
    if (study.status === "closed") return;
    if (study.status !== "open" && study.status !== "paused") {
      throw new AppError("conflict", `The study ${name} has not been open, so there is nothing to close.`);
    }
    await db.study.update({ where: { id: study.id }, data: { status: "closed", closedAt: new Date() } });
    await recordEvent(db, actor, { action: "study.close", subjectId: study.id, detail: stop && { stop } });
  });
}
