import { createHash, type Hash } from "node:crypto";
import type { PromptTurn } from "@/lib/prompts/schema";

/** Finds a prompt by its words: SHA-256, hex, of the first turn's text and input. */
export function toTextDigest(turn: PromptTurn | undefined): string {
  const words = [turn?.text ?? null, turn?.input ?? null];
  return createHash("sha256").update(JSON.stringify(words)).digest("hex");
}

/** The set's digest, fed prompt by prompt in the set's order. */
export function addToSetDigest(hash: Hash, externalId: string, turns: PromptTurn[]): void {
  const said = turns.map(({ text, input }) => [text, input]);
  hash.update(`${JSON.stringify([externalId, said])}\n`);
}
