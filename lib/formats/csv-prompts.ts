import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { nameField, optionalField, promptField } from "./field-schemas";
import { readCsv, requireColumns } from "./read-csv";
import type { PromptRecord } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";
import { validateRow } from "./validate-row";

const rowSchema = z.object({ id: nameField, prompt: promptField, input: optionalField, category: optionalField });

/** Prompts as a table: the columns `id` and `prompt`, and optionally `input` and `category`. One turn each. */
export function readCsvPrompts(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  return refuseRepeatedPrompts(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  for await (const { line, record } of readCsv(bytes, requireColumns("id", "prompt"))) {
    const { id, prompt, input, category } = validateRow(rowSchema, record, line);
    yield { line, externalId: id, turns: [{ text: prompt, input }], category };
  }
}
