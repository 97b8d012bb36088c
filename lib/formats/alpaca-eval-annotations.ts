import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { nameField, optionalField, promptField } from "./field-schemas";
import { toOneTurn } from "./judged-texts";
import { readJsonl } from "./read-jsonl";
import type { PreferenceRecord } from "./records";
import { Dropped, JSON_ARRAY, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "as_tie", cannot_judge: "dropped" } as const;

const toRows: ToRows<unknown> = (vote) => {
  const texts = toOneTurn(vote);
  if (texts instanceof Dropped) return texts;
  return [
    {
      instruction: texts.prompt,
      dataset: vote.promptSet,
      generator_1: vote.firstModel,
      output_1: texts.first,
      generator_2: vote.secondModel,
      output_2: texts.second,
      annotator: vote.rater,
      preference: vote.choice === "first" ? 1 : vote.choice === "second" ? 2 : 1.5,
    },
  ];
};

/** AlpacaEval annotations: one JSON array. */
export const alpacaEvalWriter: FormatWriter = {
  title: "AlpacaEval annotations",
  extension: "json",
  mediaType: MEDIA_TYPES.json,
  needsTexts: true,
  choices: CHOICES,
  loses: [
    ...(["rater-kind", "prompts", "inputs", "turn", "both-bad-as-tie", "cannot-judge"] as const),
    ...(["several-turns", "times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(CHOICES, JSON_ARRAY, toRows),
};

const rowSchema = z.object({
  instruction: promptField,
  dataset: optionalField,
  generator_1: nameField,
  output_1: z.string(),
  generator_2: nameField,
  output_2: z.string(),
  annotator: optionalField,
  preference: z.number({ error: "Write 1, 2 or 1.5." }).min(0).max(2, { error: "Write 1, 2 or 1.5." }).nullable(),
});

/**
 * AlpacaEval annotations. A weighted annotator gives numbers between 1 and 2: what is below 1.5 prefers the first. 0 is how
 * AlpacaFarm spelled a draw. A row without a preference is one that the annotator failed on, and is passed over.
 */
export async function* readAlpacaEvalAnnotations(bytes: ByteStream): AsyncGenerator<PreferenceRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    if (value.preference === null) continue;
    const asked = { role: "user" as const, content: value.instruction };
    yield {
      line,
      externalId: null,
      first: [asked, { role: "assistant", content: value.output_1 }],
      second: [asked, { role: "assistant", content: value.output_2 }],
      choice: toChoice(value.preference),
      models: { first: value.generator_1, second: value.generator_2 },
      rater: value.annotator,
      source: value.dataset,
    };
  }
}

function toChoice(preference: number): PreferenceRecord["choice"] {
  if (preference === 1.5 || preference === 0) return "tie";
  return preference < 1.5 ? "first" : "second";
}
