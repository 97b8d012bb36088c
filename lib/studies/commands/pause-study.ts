import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * No new pairs are handed out; votes on those that are out still count. Opening goes on from here.
 *
 * @throws {AppError} conflict: the study is not open.
 */
export async function pauseStudy(actor: Actor, name: string): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "pause", { lock: true });
    if (study.status === "paused") return;
    if (study.status !== "open") throw new AppError("conflict", `The study ${name} is not open, so it cannot pause.`);
    await db.study.update({ where: { id: study.id }, data: { status: "paused" } });
    await recordEvent(db, actor, { action: "study.pause", subjectId: study.id });
  });
}
