import { createHash } from "node:crypto";
import type { Judge } from "../query";

/** Drops a query that is one before it, to the letter. */
export function createExactJudge(): Judge {
  return createFirstOnlyJudge((text) => text, "It is the same as");
}

/** Drops a query that is one before it but for case, punctuation, white space and how its characters are composed. */
export function createNormalisedJudge(): Judge {
  return createFirstOnlyJudge(normalise, "But for case, spaces and punctuation it is the same as");
}

/** @example normalise("  What’s THIS?\n") // "what s this" */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, " ")
    .trim();
}

function createFirstOnlyJudge(toKey: (text: string) => string, reason: string): Judge {
  const first = new Map<string, string>();
  return ({ externalId }, text) => {
    const key = toKey(text);
    // of punctuation alone nothing would be left, and all such queries would be one
    const digest = createHash("sha256")
      .update(key === "" ? text : key)
      .digest("base64");
    const earlier = first.get(digest);
    if (earlier !== undefined) return { reason: `${reason} ${earlier}.`, evidence: null };
    first.set(digest, externalId);
    return null;
  };
}
