import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { AccountActor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { spendSignInTry } from "@/lib/auth/sign-in-limits";
import { Prisma } from "@/lib/db/generated/client";
import type { Role } from "@/lib/db/generated/enums";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { type NewMember, newMemberSchema } from "@/lib/studies/member-schema";
import { mayDo } from "@/lib/studies/policy";
import { findWaitingInvitation, type WaitingInvitation } from "@/lib/studies/queries/member-invitations";

const GONE = "This invitation is no longer good: it was taken, taken back, or is over 14 days old. Ask for another.";

/**
 * Makes whoever is signed in a member of the study that they were invited to. Of two who take a link at once, one does.
 *
 * @returns the study's name.
 * @throws {AppError} not_found: the link is worth nothing; forbidden: it is meant for another e-mail.
 */
export async function takeInvitation(actor: AccountActor, token: string): Promise<string> {
  const invitation = await requireInvitation(token);
  return await getPrisma().$transaction(async (db) => {
    const account = await db.account.findUniqueOrThrow({ where: { id: actor.accountId } });
    if (account.email !== invitation.email) {
      const mend = "Sign out, and in as the person it is for; or ask for an invitation to your own e-mail.";
      throw new AppError("forbidden", `This invitation is for ${invitation.email}. ${mend}`);
    }
    await spend(db, invitation);
    await join(db, actor, invitation);
    return invitation.study;
  });
}

/**
 * The same for a person without an account: the invitation makes them one, with its e-mail.
 *
 * @param address where the request came from: what can be tried from there is limited.
 * @throws {AppError} not_found; too_many; bad_input; conflict: there is an account with this e-mail, to sign in with.
 */
export async function takeInvitationAnew(token: string, given: NewMember, address: string): Promise<string> {
  const { name, password } = parseInput(newMemberSchema, given);
  await spendSignInTry({ email: `join:${token}`, address });
  const invitation = await requireInvitation(token);
  const passwordHash = await hashPassword(password);
  try {
    return await getPrisma().$transaction(async (db) => {
      await spend(db, invitation);
      const role = toInstallationRole(invitation);
      const account = await db.account.create({ data: { email: invitation.email, name, role, passwordHash } });
      const actor: AccountActor = { kind: "account", accountId: account.id, role };
      await recordEvent(db, actor, { action: "account.create", subjectId: account.id, detail: { role } });
      await join(db, actor, invitation);
      return invitation.study;
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isTaken) throw error;
    throw new AppError(
      "conflict",
      `There is an account for ${invitation.email}. Sign in with it, and open the link again.`,
    );
  }
}

async function requireInvitation(token: string): Promise<WaitingInvitation> {
  const invitation = await findWaitingInvitation(token);
  if (!invitation) throw new AppError("not_found", GONE);
  return invitation;
}

/** The database decides who is first. */
async function spend(db: Prisma.TransactionClient, { id }: WaitingInvitation): Promise<void> {
  const { count } = await db.memberInvitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    data: { acceptedAt: new Date() },
  });
  if (count === 0) throw new AppError("not_found", GONE);
}

/** Who is a member by now keeps what they may, where it is more. */
async function join(db: Prisma.TransactionClient, actor: AccountActor, invitation: WaitingInvitation): Promise<void> {
  const { studyId, role, id } = invitation;
  const key = { studyId, accountId: actor.accountId };
  const before = await db.studyMember.findUnique({ where: { studyId_accountId: key } });
  const isMore = !before || (role === "owner" ? true : role === "editor" && !mayDo(before.role, "edit"));
  if (isMore) {
    await db.studyMember.upsert({
      where: { studyId_accountId: key },
      create: { ...key, role },
      update: { role },
    });
  }
  await recordEvent(db, actor, { action: "study.join", subjectId: studyId, detail: { invitationId: id, role } });
}

/**
 * Nobody hands on more than they have: who may make studies invites others who may, and only to work in one; the owners of
 * the installation are made by its owners.
 */
function toInstallationRole({ role, inviterRole }: WaitingInvitation): Exclude<Role, "owner"> {
  return role === "viewer" || inviterRole === "viewer" ? "viewer" : "editor";
}
