import { createHash } from "node:crypto";

/** SHA-256, hex, of what was said: two responses with one digest have the same text in every turn. */
export function toResponseDigest(turns: string[]): string {
  return createHash("sha256").update(JSON.stringify(turns)).digest("hex");
}
