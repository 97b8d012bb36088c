import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { promptField } from "./field-schemas";
import { type GoldRecord, refuseSame } from "./gold-pairs";
import { readJsonl } from "./read-jsonl";

const rowSchema = z.object({
  input: promptField,
  output_1: promptField,
  output_2: promptField,
  /** Which output follows the instruction. */
  label: z.union([z.literal(1), z.literal(2)], { error: "Write 1 or 2: which of the two outputs is better." }),
});

/**
 * LLMBar's pairs: an array of `input`, `output_1`, `output_2` and `label`. It has no ids: rows are counted from 1. Its
 * `input` is the whole instruction, with whatever text it works on.
 */
export async function* readLlmbar(bytes: ByteStream): AsyncGenerator<GoldRecord> {
  let row = 0;
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const { input, output_1: one, output_2: two, label } = value;
    const [better, worse] = label === 1 ? [one, two] : [two, one];
    refuseSame({ better, worse }, line, "output_2");
    row += 1;
    yield { line, externalId: String(row), turns: [{ text: input, input: null }], better, worse, category: null };
  }
}
