import { createHash } from "node:crypto";
import { type PromptSetCard, promptSetCardSchema } from "@/lib/prompts/card";

/**
 * SHA-256, hex, of the card and the set's digest: equal where pedigree and prompts are. A database gives an object's fields
 * back in an order of its own; the schema, and sorting what it leaves open, put them right.
 */
export function hashCard(card: PromptSetCard, digest: string): string {
  const parsed = promptSetCardSchema.parse(card);
  const options = parsed.curation && sortFields(parsed.curation.options);
  const whole = { ...parsed, curation: parsed.curation && { ...parsed.curation, options } };
  return createHash("sha256")
    .update(JSON.stringify([digest, whole]))
    .digest("hex");
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (value === null || typeof value !== "object") return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sortFields(field)]));
}
