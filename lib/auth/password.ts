import "server-only";
import { randomBytes } from "node:crypto";
import argon2 from "argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

let dummy: Promise<string> | undefined;

/** @returns a PHC string: the algorithm, its costs, the salt and the hash. */
export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, OPTIONS);
}

/**
 * `hash` null (no such account, or one without a password) costs as much time as a wrong password, so that the time of
 * an answer does not tell who has an account.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  if (hash !== null) return argon2.verify(hash, password);
  dummy ??= hashPassword(randomBytes(16).toString("hex"));
  await argon2.verify(await dummy, password);
  return false;
}
