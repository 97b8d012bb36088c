import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** Somebody who uses the demo: no account, known by a random token in their browser. */
export type Visitor = {
  kind: "visitor";
  /** SHA-256 of the browser's token. */
  hash: Buffer;
  /** SHA-256 of the address they come from. */
  addressHash: string;
};

export const VISITOR_COOKIE = {
  name: "demo-visitor",
  options: { httpOnly: true, sameSite: "lax", path: "/api/demo", maxAge: 30 * 24 * 3600 },
} as const;

export function newVisitorToken(): string {
  return randomBytes(32).toString("base64url");
}

export function toVisitor(token: string, address: string): Visitor {
  const hash = createHash("sha256").update(token).digest();
  return { kind: "visitor", hash, addressHash: createHash("sha256").update(address).digest("base64url") };
}
