import { createHash } from "node:crypto";

/** 32 hexadecimal digits that stand for a text: it can be remembered for a whole file where the text itself could not. */
export function textHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}
