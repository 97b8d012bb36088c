import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, optionalField, promptField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord, PromptTurn } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";

const turnSchema = z.union([promptField, z.object({ text: promptField, input: optionalField })], {
  error: 'Write text in quotes, or an object {"text": …, "input": …}.',
});

const rowSchema = z.object({
  id: idField,
  prompt: promptField.optional(),
  turns: z.array(turnSchema).min(1, { error: "Write at least one turn." }).optional(),
  input: optionalField,
  category: optionalField,
});

/**
 * Prompts in the plain form: `id`, `prompt` (with an optional `input`) or `turns`, and an optional `category`. Other fields
 * are left, so that a file which joins prompts with their `outputs` gives its prompts too.
 */
export function readJsonlPrompts(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  return refuseRepeatedPrompts(toRecords(bytes));
}

async function* toRecords(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    yield { line, externalId: value.id, turns: turnsOf(value, line), category: value.category };
  }
}

function turnsOf({ prompt, turns, input }: z.output<typeof rowSchema>, line: number): PromptTurn[] {
  if (turns === undefined) {
    if (prompt !== undefined) return [{ text: prompt, input }];
    throw new FormatError({
      line,
      field: "prompt",
      problem: 'the field "prompt" is missing',
      mend: 'Add "prompt" to the row, or "turns" where there are several.',
    });
  }
  if (prompt !== undefined || input !== null) {
    const other = prompt === undefined ? "input" : "prompt";
    throw new FormatError({
      line,
      field: other,
      problem: `the row has both "turns" and "${other}"`,
      mend: other === "prompt" ? "Keep one of the two." : 'Write the input in its turn, as {"text": …, "input": …}.',
    });
  }
  return turns.map((turn) => (typeof turn === "string" ? { text: turn, input: null } : turn));
}
