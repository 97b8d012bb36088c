import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { AccountActor } from "@/lib/auth/actor";
import { mayOperate } from "@/lib/auth/policy";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";

/**
 * The metrics are for who holds METRICS_TOKEN, and for an owner who is signed in.
 *
 * @param authorization the request's header.
 * @param whoAsks asked only where there is no such header.
 * @throws {AppError} not_signed_in, forbidden.
 */
export async function requireMetricsReader(
  authorization: string | null,
  whoAsks: () => Promise<AccountActor | null>,
): Promise<void> {
  if (authorization !== null) {
    if (isToken(authorization.replace(/^Bearer +/i, ""))) return;
    throw new AppError("not_signed_in", "This is not the METRICS_TOKEN that the web processes were started with.");
  }
  const account = await whoAsks();
  if (!account) {
    throw new AppError("not_signed_in", 'Send "Authorization: Bearer" with the METRICS_TOKEN, or sign in as an owner.');
  }
  if (!mayOperate(account)) throw new AppError("forbidden", "Only an owner of the installation reads its metrics.");
}

function isToken(given: string): boolean {
  const token = getEnv().METRICS_TOKEN;
  // hashed, since a comparison in constant time wants equal lengths, and a length is a hint
  return token !== undefined && timingSafeEqual(hash(given), hash(token));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
