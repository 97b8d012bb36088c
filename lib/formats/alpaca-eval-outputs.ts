import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { nameField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { ResponseRecord } from "./records";
import { refuseRepeatedResponses } from "./unique-records";

const rowSchema = z.object({ instruction: promptField, output: z.string(), generator: nameField.nullish() });

/** AlpacaEval model outputs, matched to their prompt by its text. One file may hold several generators. */
export function readAlpacaEvalOutputs(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  return refuseRepeatedResponses(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const prompt = { text: value.instruction };
    yield { line, prompt, model: value.generator ?? null, sample: 0, turns: [value.output] };
  }
}
