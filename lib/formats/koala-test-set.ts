import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";

const rowSchema = z.object({ id: idField, prompt: promptField });

/** The Koala test set: one user query a line. Stray prefixes and HTML entities are what raters of the set saw: they stay. */
export function readKoalaTestSet(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  return refuseRepeatedPrompts(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    yield { line, externalId: value.id, turns: [{ text: value.prompt, input: null }], category: null };
  }
}
