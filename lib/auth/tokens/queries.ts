import "server-only";
import type { AccountActor, Actor } from "@/lib/auth/actor";
import { requireOwn } from "@/lib/auth/tokens/require-own";
import { SCOPES, type Scope } from "@/lib/auth/tokens/scopes";
import { hashToken, TOKEN_MARK } from "@/lib/auth/tokens/token";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";

export type TokenFacts = {
  id: string;
  name: string;
  /** Its first letters. */
  prefix: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** An account's tokens, the newest first; never what they are. */
export async function listTokens(actor: Actor, email?: string): Promise<TokenFacts[]> {
  const accountId = await requireOwn(actor, email);
  return getPrisma().apiToken.findMany({
    where: { accountId },
    orderBy: { id: "desc" },
    omit: { tokenHash: true, accountId: true },
  });
}

/** Who stands behind a request, and how far. */
export type TokenHolder = { actor: AccountActor; scopes: Scope[]; tokenId: string };

/**
 * @param token as it came; its account's role is that of now.
 * @throws {AppError} not_signed_in: no such token, run out, or revoked.
 */
export async function requireTokenHolder(token: string): Promise<TokenHolder> {
  const tokenHash = new Uint8Array(hashToken(token));
  const found = token.startsWith(TOKEN_MARK)
    ? await getPrisma().apiToken.findUnique({ where: { tokenHash }, include: { account: { select: { role: true } } } })
    : null;
  if (!found) throw refused("There is no such token.");
  if (found.revokedAt) throw refused("The token was revoked.");
  if (found.expiresAt && found.expiresAt.getTime() <= Date.now()) throw refused("The token has run out.");
  return {
    actor: { kind: "account", accountId: found.accountId, role: found.account.role },
    scopes: SCOPES.filter((scope) => found.scopes.includes(scope)),
    tokenId: found.id,
  };
}

function refused(why: string): AppError {
  return new AppError("not_signed_in", `${why} Make one on your account's page or with: token create.`);
}
