import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, optionalField, promptField } from "./field-schemas";
import { toOneTurn } from "./judged-texts";
import { readJsonl } from "./read-jsonl";
import type { PreferenceRecord } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "as_tie", cannot_judge: "dropped" } as const;

// our models quote nothing and publish no tokens; the fields stay, empty, for scripts that look for them
const NO_QUOTES = { title: [], extract: [] };
const NO_TOKENS = { prefix: [], completion: [] };

const toRows: ToRows<unknown> = (vote) => {
  const texts = toOneTurn(vote);
  if (texts instanceof Dropped) return texts;
  // the two scores sum to 0; a choice without a strength is a whole one
  const score = vote.choice === "first" ? 1 : vote.choice === "second" ? -1 : 0;
  return [
    {
      question: { dataset: vote.promptSet, id: vote.prompt, full_text: texts.prompt },
      quotes_0: NO_QUOTES,
      answer_0: texts.first,
      tokens_0: NO_TOKENS,
      score_0: score,
      quotes_1: NO_QUOTES,
      answer_1: texts.second,
      tokens_1: NO_TOKENS,
      score_1: score === 0 ? 0 : -score,
    },
  ];
};

/** OpenAI's WebGPT comparisons, one JSON object a line. */
export const webGptWriter: FormatWriter = {
  title: "WebGPT comparisons",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: [
    ...(["raters", "rater-kind", "models", "inputs", "turn", "both-bad-as-tie", "cannot-judge"] as const),
    ...(["several-turns", "times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(CHOICES, JSONL, toRows),
};

const scoreField = z
  .number()
  .min(-1, { error: "Write a score from -1 to 1." })
  .max(1, { error: "Write a score from -1 to 1." });

const rowSchema = z.object({
  question: z.object({ dataset: optionalField, id: idField.nullish(), full_text: promptField }),
  answer_0: z.string(),
  score_0: scoreField,
  answer_1: z.string(),
  score_1: scoreField,
});

/** OpenAI's WebGPT comparisons: the answer with the higher score is the better one, equal scores are a tie. */
export async function* readWebGpt(bytes: ByteStream): AsyncGenerator<PreferenceRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const asked = { role: "user" as const, content: value.question.full_text };
    yield {
      line,
      externalId: value.question.id ?? null,
      first: [asked, { role: "assistant", content: value.answer_0 }],
      second: [asked, { role: "assistant", content: value.answer_1 }],
      choice: value.score_0 === value.score_1 ? "tie" : value.score_0 > value.score_1 ? "first" : "second",
      models: null,
      rater: null,
      source: value.question.dataset,
    };
  }
}
