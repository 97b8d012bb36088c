import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, nameField, responseTurns, sampleField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { ResponseRecord } from "./records";
import { refuseRepeatedResponses } from "./unique-records";

const rowSchema = z.object({
  question_id: idField,
  model_id: nameField,
  choices: z
    .array(z.object({ index: sampleField.optional(), turns: responseTurns }))
    .min(1, { error: "Write at least one choice." }),
});

/** MT-Bench model answers. Each choice is one sample of the model. */
export function readMtBenchAnswers(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  return refuseRepeatedResponses(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const prompt = { externalId: value.question_id };
    for (const [position, { index, turns }] of value.choices.entries()) {
      yield { line, prompt, model: value.model_id, sample: index ?? position, turns };
    }
  }
}
