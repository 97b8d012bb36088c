import { z } from "zod";
import type { CorpusRecord, CorpusTurn } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { idField, optionalField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";

const rowSchema = z.object({
  id: idField.nullish(),
  prompt: optionalField,
  input: optionalField,
  response: optionalField,
  completion: optionalField,
  text: optionalField,
  category: optionalField,
});

/** A corpus in the plain form: `prompt` (with an optional `input`), `response` or `completion`, or one `text`. */
export async function* readJsonlCorpus(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const { prompt, input, text } = value;
    const asked: CorpusTurn[] = prompt ? [{ role: "user", text: prompt, input }] : [];
    const answers = [value.response, value.completion].flatMap((said): CorpusTurn[] =>
      said ? [{ role: "model", text: said }] : [],
    );
    const turns = [...(text ? [{ role: "context" as const, text }] : []), ...asked, ...answers];
    if (turns.length === 0) {
      throw new FormatError({
        line,
        field: "text",
        problem: 'the row has neither "text" nor "prompt" nor "response"',
        mend: 'Add "text", or "prompt" and "response".',
      });
    }
    yield { line, externalId: value.id ?? null, turns, category: value.category };
  }
}
