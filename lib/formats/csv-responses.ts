import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { nameField, optionalField } from "./field-schemas";
import { readCsv, requireColumns } from "./read-csv";
import type { ResponseRecord } from "./records";
import { refuseRepeatedResponses } from "./unique-records";
import { validateRow } from "./validate-row";

const rowSchema = z.object({
  prompt_id: nameField,
  model: optionalField,
  text: z.string(),
  sample: z
    .string()
    .regex(/^\s*\d{0,6}\s*$/, { error: "Write a whole number from 0 up." })
    .transform(Number)
    .default(0),
});

/** Responses as a table: the columns `prompt_id` and `text`, and optionally `model` and `sample`. One turn each. */
export function readCsvResponses(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  return refuseRepeatedResponses(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  for await (const { line, record } of readCsv(bytes, requireColumns("prompt_id", "text"))) {
    const { prompt_id: externalId, model, text, sample } = validateRow(rowSchema, record, line);
    yield { line, prompt: { externalId }, model, sample, turns: [text] };
  }
}
