import { createHash, randomBytes } from "node:crypto";

/** Ends the address /join/TOKEN. */
export function newInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database knows of it. */
export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
