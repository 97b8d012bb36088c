import "server-only";
import { createHash } from "node:crypto";

/** By which a token is known for one, in a log that should not have it. */
export const TOKEN_MARK = "euc_";

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
