import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireOwn } from "@/lib/auth/tokens/require-own";
import { type NewToken, newTokenSchema } from "@/lib/auth/tokens/scopes";
import { hashToken, TOKEN_MARK } from "@/lib/auth/tokens/token";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";

const DAY_MS = 24 * 60 * 60_000;
const SHOWN = 8;

/**
 * Makes a token. It is told once and kept nowhere: the database has its SHA-256.
 *
 * @param email whose it is; an account makes its own.
 * @throws {AppError} bad_input, not_found, forbidden.
 */
export async function createToken(
  actor: Actor,
  input: NewToken,
  email?: string,
): Promise<{ id: string; token: string }> {
  const { name, scopes, days } = parseInput(newTokenSchema, input);
  const accountId = await requireOwn(actor, email);
  const token = `${TOKEN_MARK}${randomBytes(32).toString("base64url")}`;
  const id = uuidv7();
  await getPrisma().$transaction(async (db) => {
    await db.apiToken.create({
      data: {
        ...{ id, name, scopes: [...new Set(scopes)], accountId },
        tokenHash: new Uint8Array(hashToken(token)),
        prefix: token.slice(0, TOKEN_MARK.length + SHOWN),
        expiresAt: days === null ? null : new Date(Date.now() + days * DAY_MS),
      },
    });
    await recordEvent(db, actor, { action: "token.create", subjectId: accountId, detail: { id, name, scopes } });
  });
  return { id, token };
}

/**
 * Ends a token at once.
 *
 * @throws {AppError} not_found: no such token, or another's.
 */
export async function revokeToken(actor: Actor, id: string, email?: string): Promise<void> {
  const accountId = await requireOwn(actor, email);
  await getPrisma().$transaction(async (db) => {
    const { count } = await db.apiToken.updateMany({
      where: { id, accountId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("not_found", "There is no such token, or it is revoked already.");
    await recordEvent(db, actor, { action: "token.revoke", subjectId: accountId, detail: { id } });
  });
}

const NOTED_EVERY_MS = 60_000;

/** When a token was last used, to the minute: an update a request would cost more than the request. */
export async function noteTokenUse(tokenId: string): Promise<void> {
  const before = new Date(Date.now() - NOTED_EVERY_MS);
  await getPrisma().apiToken.updateMany({
    where: { id: tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: new Date() },
  });
}
