import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, optionalField, promptField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readCsv, requireColumns } from "./read-csv";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord } from "./records";
import { refuseRepeatedPrompts } from "./unique-records";
import { validateRow } from "./validate-row";

/** A prompt with two responses of which it is known that one is better. Where the file has no ids, rows are counted. */
export type GoldRecord = PromptRecord & { better: string; worse: string };
export type GoldReader = (bytes: ByteStream) => AsyncGenerator<GoldRecord>;

const rowSchema = z.object({
  id: idField.nullish(),
  prompt: promptField,
  input: optionalField,
  better: promptField,
  worse: promptField,
  category: optionalField,
});

// in a table an id that was left out is an empty cell
const tableSchema = rowSchema.extend({ id: optionalField });

/** Pairs written by hand: `prompt`, `better` and `worse`, and optionally `id`, `input` and `category`. One turn each. */
export function readJsonlGold(bytes: ByteStream): AsyncGenerator<GoldRecord> {
  return refuseRepeatedPrompts(fromJsonl(bytes));
}

/** The same as a table with these columns. */
export function readCsvGold(bytes: ByteStream): AsyncGenerator<GoldRecord> {
  return refuseRepeatedPrompts(fromCsv(bytes));
}

async function* fromJsonl(bytes: ByteStream): AsyncGenerator<GoldRecord> {
  let row = 0;
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    row += 1;
    yield toGold(value, line, row);
  }
}

async function* fromCsv(bytes: ByteStream): AsyncGenerator<GoldRecord> {
  let row = 0;
  for await (const { line, record } of readCsv(bytes, requireColumns("prompt", "better", "worse"))) {
    row += 1;
    yield toGold(validateRow(tableSchema, record, line), line, row);
  }
}

function toGold(value: z.output<typeof rowSchema>, line: number, row: number): GoldRecord {
  const { id, prompt, input, better, worse, category } = value;
  refuseSame({ better, worse }, line, "worse");
  return { line, externalId: id ?? String(row), turns: [{ text: prompt, input }], better, worse, category };
}

/** @throws {FormatError} both responses have the same text: neither is better. */
export function refuseSame({ better, worse }: { better: string; worse: string }, line: number, field: string): void {
  if (better.trim() !== worse.trim()) return;
  throw new FormatError({
    line,
    field,
    problem: "the two responses are the same text",
    mend: "Write one that is worse, or remove the row.",
  });
}
