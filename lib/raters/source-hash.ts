import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { getEnv } from "@/lib/env";

/**
 * What is kept of the id that a platform or an imported file gives a rater. Keyed, so that a list of such ids cannot be
 * tried against a copy of the database; with the study in it, so that one person in two studies cannot be joined.
 */
export function toSourceHash(studyId: string, kind: "human" | "model", sourceId: string): Buffer {
  return createHmac("sha256", sourceKey())
    .update(JSON.stringify([studyId, kind, sourceId]))
    .digest();
}

/**
 * The token of a platform's person: the same in each of their tabs and browsers, and to be made by nobody else.
 */
export function toSourceToken(studyId: string, sourceId: string): string {
  return createHmac("sha256", sourceKey())
    .update(JSON.stringify(["token", studyId, sourceId]))
    .digest("base64url");
}

let key: { secret: string; derived: Buffer } | undefined;

function sourceKey(): Buffer {
  const secret = getEnv().NEXTAUTH_SECRET;
  if (key?.secret !== secret) {
    key = { secret, derived: Buffer.from(hkdfSync("sha256", secret, "", "eucalypt rater source", 32)) };
  }
  return key.derived;
}
