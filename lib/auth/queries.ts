import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import type { SignedIn } from "@/lib/auth/schema";
import { getPrisma } from "@/lib/db/prisma";

export type AccountProfile = { email: string; name: string; role: AccountActor["role"]; hasPassword: boolean };

/** Null: the account is gone, or was signed out everywhere after this session began. */
export async function findAccountOf(session: SignedIn): Promise<AccountActor | null> {
  const account = await getPrisma().account.findUnique({
    where: { id: session.accountId },
    select: { role: true, sessionVersion: true },
  });
  if (!account || account.sessionVersion !== session.sessionVersion) return null;
  return { kind: "account", accountId: session.accountId, role: account.role };
}

export async function getAccountProfile(actor: AccountActor): Promise<AccountProfile> {
  const { passwordHash, ...profile } = await getPrisma().account.findUniqueOrThrow({
    where: { id: actor.accountId },
    select: { email: true, name: true, role: true, passwordHash: true },
  });
  return { ...profile, hasPassword: passwordHash !== null };
}
