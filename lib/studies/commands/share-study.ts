import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { shareSchema } from "@/lib/studies/schema";

/**
 * Gives an account a role in a study, or another one.
 *
 * @throws {AppError} bad_input: no account has this e-mail; conflict: the study would be left without an owner.
 */
export async function shareStudy(actor: Actor, name: string, share: z.input<typeof shareSchema>): Promise<void> {
  const { email, role } = parseInput(shareSchema, share);
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "share", { lock: true });
    const account = await db.account.findUnique({ where: { email }, select: { id: true } });
    if (!account) throw new AppError("bad_input", `No account has the e-mail ${email}. Add the account first.`);
    const key = { studyId: study.id, accountId: account.id };
    await db.studyMember.upsert({
      where: { studyId_accountId: key },
      create: { ...key, role },
      update: { role },
    });
    const owners = await db.studyMember.count({ where: { studyId: study.id, role: "owner" } });
    if (owners === 0) throw new AppError("conflict", "A study needs an owner. Make another account its owner first.");
    const detail = { accountId: account.id, role };
    await recordEvent(db, actor, { action: "study.share", subjectId: study.id, detail });
  });
}
