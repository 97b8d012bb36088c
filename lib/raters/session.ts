import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { isSlug } from "@/lib/studies/slug";

/** 256 random bits in the browser; their SHA-256 in the database, so that a copy of the database opens no session. */
export function newRaterToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashRaterToken(token) };
}

export function hashRaterToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** One cookie a study, so that a person may take part in several. */
export function raterCookieName(slug: string): string {
  return `rater-${slug}`;
}

export const RATER_COOKIE = {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 90 * 24 * 3600,
} as const;

/** @returns null where the browser carries no token for this study; whether the token is good, the database says. */
export function toRaterActor(slug: string, readCookie: (name: string) => string | undefined): RaterActor | null {
  const token = isSlug(slug) ? readCookie(raterCookieName(slug)) : undefined;
  return token ? { kind: "rater", slug, tokenHash: hashRaterToken(token) } : null;
}

/** The rater that this browser has been before in this study: the language they chose; null: none. */
export async function findRaterSession(
  slug: string,
  cookies: { get: (name: string) => { value: string } | undefined },
): Promise<{ language: string } | null> {
  const actor = toRaterActor(slug, (name) => cookies.get(name)?.value);
  if (!actor) return null;
  const { rows } = await getPool().query<{ language: string }>(
    "SELECT r.language FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.token_hash = $1 AND s.slug = $2",
    [actor.tokenHash, slug],
  );
  return rows[0] ?? null;
}
