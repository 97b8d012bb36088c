import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/db/generated/enums";
import { getPrisma } from "@/lib/db/prisma";
import { hashInvitationToken } from "@/lib/studies/invitation-token";
import { invitationTokenSchema } from "@/lib/studies/member-schema";
import { requireStudy } from "@/lib/studies/queries/require-study";

export type ListedInvitation = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

/**
 * Invitations that wait to be taken, the newest first.
 *
 * @throws {AppError} not_found; forbidden: for owners of the study.
 */
export async function listMemberInvitations(actor: Actor, name: string): Promise<ListedInvitation[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "share");
  return getPrisma().memberInvitation.findMany({
    where: { studyId: study.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
  });
}

export type WaitingInvitation = {
  id: string;
  email: string;
  /** In the study. */
  role: Role;
  studyId: string;
  study: string;
  /** null: by the command line, or their account is gone. */
  inviter: string | null;
  /** Of the inviter in the installation; null: the command line, which stands as an owner. */
  inviterRole: Role | null;
  hasAccount: boolean;
};

/** What a link invites to, for whoever holds it; null: it is worth nothing, now or ever. */
export async function findWaitingInvitation(token: string): Promise<WaitingInvitation | null> {
  if (!invitationTokenSchema.safeParse(token).success) return null;
  const found = await getPrisma().memberInvitation.findUnique({
    where: { tokenHash: hashInvitationToken(token) },
    include: { study: { select: { name: true } }, invitedBy: { select: { name: true, role: true } } },
  });
  if (!found || found.acceptedAt || found.revokedAt || found.expiresAt <= new Date()) return null;
  const { id, email, role, studyId } = found;
  const hasAccount = (await getPrisma().account.count({ where: { email } })) > 0;
  return {
    ...{ id, email, role, studyId, hasAccount, study: found.study.name },
    inviter: found.invitedBy?.name ?? null,
    inviterRole: found.invitedBy?.role ?? null,
  };
}
