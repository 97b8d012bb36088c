import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { emailSchema } from "@/lib/auth/schema";
import type { Prisma } from "@/lib/db/generated/client";
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
    if (!account) throw new AppError("bad_input", `No account has the e-mail ${email}. Invite them instead.`);
    const key = { studyId: study.id, accountId: account.id };
    await db.studyMember.upsert({
      where: { studyId_accountId: key },
      create: { ...key, role },
      update: { role },
    });
    await requireOwner(db, study.id);
    const detail = { accountId: account.id, role };
    await recordEvent(db, actor, { action: "study.share", subjectId: study.id, detail });
  });
}

/**
 * Takes an account off a study. An owner does, or whoever leaves by themselves.
 *
 * @throws {AppError} not_found: no such study, or they are no member; forbidden; conflict: the last owner stays.
 */
export async function removeMember(actor: Actor, name: string, email: string): Promise<void> {
  const known = parseInput(emailSchema, email);
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "read", { lock: true });
    const member = await db.studyMember.findFirst({ where: { studyId: study.id, account: { email: known } } });
    const isSelf = actor.kind === "account" && actor.accountId === member?.accountId;
    if (!isSelf) await requireStudy(db, actor, { name }, "share");
    if (!member) throw new AppError("not_found", `${known} is no member of ${name}.`);
    const { studyId, accountId } = member;
    await db.studyMember.delete({ where: { studyId_accountId: { studyId, accountId } } });
    await requireOwner(db, studyId);
    await recordEvent(db, actor, { action: "study.remove-member", subjectId: studyId, detail: { accountId } });
  });
}

async function requireOwner(db: Prisma.TransactionClient, studyId: string): Promise<void> {
  const owners = await db.studyMember.count({ where: { studyId, role: "owner" } });
  if (owners === 0) throw new AppError("conflict", "A study needs an owner. Make another account its owner first.");
}
