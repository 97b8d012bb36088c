import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { idField, nameField, optionalField } from "./field-schemas";
import { FormatError } from "./format-error";
import { toOneTurn } from "./judged-texts";
import { readJsonl } from "./read-jsonl";
import type { PreferenceRecord } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = {
  first: "kept",
  second: "kept",
  tie: "dropped",
  both_bad: "dropped",
  cannot_judge: "dropped",
} as const;

const toRows: ToRows<unknown> = (vote) => {
  const texts = toOneTurn(vote);
  if (texts instanceof Dropped) return texts;
  return [
    {
      info: { id: vote.prompt, post: texts.prompt, title: null, subreddit: null },
      summaries: [
        { text: texts.first, policy: vote.firstModel, note: null },
        { text: texts.second, policy: vote.secondModel, note: null },
      ],
      choice: vote.choice === "first" ? 0 : 1,
      worker: vote.rater,
      batch: vote.promptSet,
      split: "test",
      extra: { confidence: null },
    },
  ];
};

/** OpenAI's summarisation comparisons, one JSON object a line. Every split is called test: nothing here was trained on. */
export const summarisationWriter: FormatWriter = {
  title: "OpenAI summarisation comparisons",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: [
    ...(["rater-kind", "inputs", "turn", "ties", "both-bad", "cannot-judge", "several-turns"] as const),
    ...(["times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(CHOICES, JSONL, toRows),
};

const summarySchema = z.object({ text: z.string(), policy: optionalField });

const rowSchema = z.object({
  info: z.object({ id: idField.nullish(), post: z.string().nullish(), article: z.string().nullish() }),
  summaries: z.tuple([summarySchema, summarySchema], { error: "Write two summaries." }),
  choice: z.literal([0, 1], { error: "Write 0 for the first summary or 1 for the second." }),
  worker: nameField.nullish(),
  batch: optionalField,
});

/** OpenAI's summarisation comparisons: of Reddit posts (`post`) and of news (`article`). */
export async function* readSummarisation(bytes: ByteStream): AsyncGenerator<PreferenceRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const [one, other] = value.summaries;
    const asked = { role: "user" as const, content: toPost(value.info, line) };
    yield {
      line,
      externalId: value.info.id ?? null,
      first: [asked, { role: "assistant", content: one.text }],
      second: [asked, { role: "assistant", content: other.text }],
      choice: value.choice === 0 ? "first" : "second",
      models: one.policy && other.policy ? { first: one.policy, second: other.policy } : null,
      rater: value.worker ?? null,
      source: value.batch,
    };
  }
}

function toPost({ post, article }: z.output<typeof rowSchema>["info"], line: number): string {
  const found = post ?? article;
  if (found !== undefined && found !== null) return found;
  throw new FormatError({
    line,
    field: "info.post",
    problem: 'the row has neither "info.post" nor "info.article"',
    mend: "Add the text that was summarised.",
  });
}
