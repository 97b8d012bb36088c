import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, optionalField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";

const rowSchema = z.object({
  question_id: idField,
  category: optionalField,
  turns: z.array(promptField).min(1, { error: "Write the text of at least one turn." }),
});

/** MT-Bench questions; the reference answers of some are left. */
export function readMtBenchQuestions(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  return refuseRepeatedPrompts(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const turns = value.turns.map((text) => ({ text, input: null }));
    yield { line, externalId: value.question_id, turns, category: value.category };
  }
}
