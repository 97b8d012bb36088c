import { z } from "zod";
import { isBlank } from "./blank";
import type { CorpusRecord, CorpusTurn } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { idField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";

const rowSchema = z.object({
  id: idField.nullish(),
  conversations: z.array(z.object({ from: z.string(), value: z.string().nullable() })),
});

/** Later dumps name the product that spoke. */
const ROLES: Record<string, CorpusTurn["role"]> = {
  human: "user",
  user: "user",
  gpt: "model",
  chatgpt: "model",
  assistant: "model",
  model: "model",
  bing: "model",
  bard: "model",
  system: "context",
};

/**
 * ShareGPT: `id` and `conversations`, each turn with `from` and `value`. Empty conversations, turns without a text and
 * dialogues that begin with the model's turn occur in the published files, and are read as they are; blank turns are left.
 */
export async function* readShareGpt(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const turns = value.conversations.flatMap(({ from, value: text }, index): CorpusTurn[] => {
      const role = roleOf(from, line, index);
      return text === null || isBlank(text) ? [] : [{ role, text }];
    });
    yield { line, externalId: value.id ?? null, turns, category: null };
  }
}

function roleOf(from: string, line: number, index: number): CorpusTurn["role"] {
  const role = ROLES[from.trim().toLowerCase()];
  if (role) return role;
  throw new FormatError({
    line,
    field: `conversations[${index}].from`,
    problem: `the field "conversations[${index}].from" is "${from.slice(0, 60)}"`,
    mend: `Write "human" or "gpt".`,
  });
}
