import { z } from "zod";
import { isBlank } from "./blank";
import type { CorpusRecord } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { optionalField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";

// "<noinput>" is how the generating prompt wrote "none", and some rows kept it
const inputField = optionalField.transform((input) => (input && /^<no ?input>$/i.test(input.trim()) ? null : input));

const rowSchema = z.object({ instruction: promptField, input: inputField, output: z.string() });

/** Stanford Alpaca: `instruction`, `input` (often empty) and `output` (in some rows blank). */
export async function* readStanfordAlpaca(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const { instruction, input, output } = value;
    const answer = isBlank(output) ? [] : [{ role: "model" as const, text: output }];
    yield { line, externalId: null, turns: [{ role: "user", text: instruction, input }, ...answer], category: null };
  }
}
