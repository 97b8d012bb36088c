import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, optionalField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";

const rowSchema = z.object({
  id: idField,
  motivation_app: optionalField,
  instruction: promptField,
  instances: z.array(z.object({ input: optionalField })).length(1, { error: "Write exactly one instance." }),
});

/** Self-instruct's user-oriented instructions. The application that inspired each is its category; the reference output is left. */
export function readSelfInstruct(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  return refuseRepeatedPrompts(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const input = value.instances[0]?.input ?? null;
    yield { line, externalId: value.id, turns: [{ text: value.instruction, input }], category: value.motivation_app };
  }
}
