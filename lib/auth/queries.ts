import "server-only";
import type { AccountActor, Actor } from "@/lib/auth/actor";
import { requireAccountManager } from "@/lib/auth/policy";
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

/** Of an e-mail, for those who manage accounts; null: none has it. */
export async function findAccountId(actor: Actor, email: string): Promise<string | null> {
  requireAccountManager(actor);
  const account = await getPrisma().account.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true },
  });
  return account?.id ?? null;
}
