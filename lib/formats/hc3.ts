import { z } from "zod";
import { isBlank } from "./blank";
import type { CorpusRecord, CorpusTurn } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { optionalField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";

const answersField = z.array(z.string().nullable()).nullish();

const rowSchema = z.object({
  question: promptField,
  human_answers: answersField,
  chatgpt_answers: answersField,
  source: optionalField,
});

/** HC3: a question, what people and what ChatGPT answered (either list may be empty), and the source as category. */
export async function* readHc3(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const answers = [...(value.human_answers ?? []), ...(value.chatgpt_answers ?? [])];
    const said = answers.flatMap((text): CorpusTurn[] =>
      text === null || isBlank(text) ? [] : [{ role: "model", text }],
    );
    yield { line, externalId: null, turns: [{ role: "user", text: value.question }, ...said], category: value.source };
  }
}
