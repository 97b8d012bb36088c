import { z } from "zod";
import { isBlank } from "./blank";
import type { ByteStream } from "./decode-text";
import { idField, nameField, responseTurns, sampleField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";
import type { ResponseRecord } from "./records";
import { refuseRepeatedResponses } from "./unique-records";

const textOrTurns = z.union([z.string(), responseTurns], {
  error: "Write text in quotes, or a list of one text a turn.",
});

const rowSchema = z.object({
  prompt_id: idField.optional(),
  id: idField.optional(),
  model: nameField.nullish(),
  sample: sampleField.default(0),
  text: z.string().optional(),
  turns: responseTurns.optional(),
  outputs: z.record(z.string(), textOrTurns).optional(),
});

type ResponseRow = z.output<typeof rowSchema>;

/**
 * Responses in the plain form: `prompt_id` (or `id`), `model`, `text` or `turns`, and an optional `sample`; or several models
 * joined in one row, `outputs: { model: text }`.
 */
export function readJsonlResponses(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  return refuseRepeatedResponses(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<ResponseRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    // a row that has both has an id of its own beside its prompt's
    const externalId = value.prompt_id ?? value.id;
    if (externalId === undefined) throw missing("prompt_id", 'Add "prompt_id" to the row: the id of its prompt.', line);
    for (const { model, turns } of modelTurns(value, line)) {
      yield { line, prompt: { externalId }, model, sample: value.sample, turns };
    }
  }
}

function modelTurns(row: ResponseRow, line: number): { model: string | null; turns: string[] }[] {
  const given = (["text", "turns", "outputs"] as const).filter((field) => row[field] !== undefined);
  if (given.length > 1) {
    throw new FormatError({
      line,
      field: given[1] ?? null,
      problem: `the row has both "${given[0]}" and "${given[1]}"`,
      mend: "Keep one of the two.",
    });
  }
  if (row.outputs !== undefined) return joinedTurns(row.outputs, line);
  const turns = row.turns ?? (row.text === undefined ? undefined : [row.text]);
  if (turns === undefined) throw missing("text", 'Add "text", "turns" or "outputs" to the row.', line);
  return [{ model: row.model ?? null, turns }];
}

function joinedTurns(outputs: NonNullable<ResponseRow["outputs"]>, line: number): { model: string; turns: string[] }[] {
  const entries = Object.entries(outputs);
  if (entries.length === 0 || entries.some(([model]) => isBlank(model))) {
    const problem = entries.length === 0 ? 'the field "outputs" names no model' : 'a model in "outputs" has no name';
    throw new FormatError({ line, field: "outputs", problem, mend: 'Write {"model name": "its response"}.' });
  }
  return entries.map(([model, said]) => ({ model, turns: typeof said === "string" ? [said] : said }));
}

function missing(field: string, mend: string, line: number): FormatError {
  return new FormatError({ line, field, problem: `the field "${field}" is missing`, mend });
}
