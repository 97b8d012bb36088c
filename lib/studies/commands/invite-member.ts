import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { hashInvitationToken, newInvitationToken } from "@/lib/studies/invitation-token";
import { INVITATION_DAYS } from "@/lib/studies/member-schema";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { shareSchema } from "@/lib/studies/schema";

/** `token` ends the address /join/TOKEN: it is shown now and kept nowhere. */
export type MadeInvitation = { id: string; token: string; expiresAt: Date };

/**
 * Makes a link for a person to work on a study with. No mail is sent: whoever asks hands the link on.
 *
 * @throws {AppError} not_found; forbidden; bad_input; conflict: they are a member already.
 */
export async function inviteMember(
  actor: Actor,
  name: string,
  invitation: z.input<typeof shareSchema>,
): Promise<MadeInvitation> {
  const { email, role } = parseInput(shareSchema, invitation);
  const token = newInvitationToken();
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "share", { lock: true });
    const member = await db.studyMember.findFirst({ where: { studyId: study.id, account: { email } } });
    if (member) throw new AppError("conflict", `${email} is a member of ${name} already, ${member.role}.`);
    const { id, expiresAt } = await db.memberInvitation.create({
      data: {
        ...{ email, role, tokenHash: hashInvitationToken(token), studyId: study.id },
        invitedById: actor.kind === "account" ? actor.accountId : null,
        expiresAt: new Date(Date.now() + INVITATION_DAYS * 24 * 3600 * 1000),
      },
    });
    const detail = { invitationId: id, role };
    await recordEvent(db, actor, { action: "study.invite-member", subjectId: study.id, detail });
    return { id, token, expiresAt };
  });
}

/**
 * Makes an invitation's link worth nothing.
 *
 * @throws {AppError} not_found: no such invitation that still waits; forbidden.
 */
export async function revokeMemberInvitation(actor: Actor, name: string, invitationId: string): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "share", { lock: true });
    const { count } = await db.memberInvitation.updateMany({
      where: { id: invitationId, studyId: study.id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("not_found", "No such invitation waits: it was taken, or taken back.");
    const detail = { invitationId };
    await recordEvent(db, actor, { action: "study.revoke-member-invitation", subjectId: study.id, detail });
  });
}
