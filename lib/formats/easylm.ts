import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";
import { toConversations } from "./judged-texts";
import { readJsonl } from "./read-jsonl";
import type { LabelledRecord, Message } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows, type WritableVote } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "dropped", both_bad: "kept", cannot_judge: "dropped" } as const;

const MARKERS = { marker_user: "USER:", marker_gpt: "GPT:", marker_gpt_bad: "An Unhelpful Answer:" };

const toRows: ToRows<unknown> = (vote, { aggregation = "each-vote" }) => {
  const conversations = toConversations(vote);
  if (conversations instanceof Dropped) return conversations;
  const stated = { aggregation, ...(vote.counts ? { votes: vote.counts } : {}) };
  return [
    toRow(conversations.first, vote.choice === "first", stated, vote),
    toRow(conversations.second, vote.choice === "second", stated, vote),
  ];
};

/**
 * Training rows of EasyLM, conditioned as Koala was: the answer that was preferred after the good marker, the other one
 * after the bad. Only the last answer is trained on. `aggregation`, `votes` and `protocol_hash` are for readers; the
 * trainer reads what `fields` names.
 */
export const easyLmWriter: FormatWriter = {
  title: "EasyLM training rows",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: [
    ...(["raters", "rater-kind", "models", "prompts", "inputs", "turn", "ties", "cannot-judge"] as const),
    ...(["times", "circumstances"] as const),
  ],
  write: rowWriter(CHOICES, JSONL, toRows),
};

function toRow(messages: Message[], isGood: boolean, stated: object, { protocolHash }: WritableVote): unknown {
  const last = messages.length - 1;
  const fields = messages.flatMap(({ role }, index) => {
    // brackets: no loss on it; a plus: joined by a space
    if (role === "user") {
      const marker = isGood || index < last - 1 ? "marker_gpt" : "marker_gpt_bad";
      return [`[marker_user+human_${index}+${marker}]`];
    }
    return index === last ? [`gpt_${index}`, "<|eos|>"] : [`[gpt_${index}]`, "[<|eos|>]"];
  });
  const texts = messages.map(({ role, content }, index) => [`${role === "user" ? "human" : "gpt"}_${index}`, content]);
  return {
    ...MARKERS,
    ...Object.fromEntries(texts),
    fields: fields.join(","),
    ...stated,
    protocol_hash: protocolHash,
  };
}

const rowSchema = z.looseObject({ fields: z.string() });

/**
 * EasyLM's rows of Koala's kind: `human_N` and `gpt_N` in the order of `fields`, the last answer good or bad by the marker
 * before it. Fields without such a name (markers, special tokens, a system text) say nothing that is kept.
 */
export async function* readEasyLm(bytes: ByteStream): AsyncGenerator<LabelledRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const messages: Message[] = [];
    let isGood = true;
    for (const name of value.fields.split(",").flatMap((field) =>
      field
        .trim()
        .replace(/^\[|\]$/g, "")
        .split("+"),
    )) {
      if (name.startsWith("marker_gpt")) isGood = name !== "marker_gpt_bad";
      const role = /^human_\d+$/.test(name) ? "user" : /^gpt_\d+$/.test(name) ? "assistant" : null;
      if (role !== null) messages.push({ role, content: textOf(value, name, line) });
    }
    if (messages[0]?.role !== "user" || messages.at(-1)?.role !== "assistant") throw noDialogue(value.fields, line);
    yield { line, messages, isGood };
  }
}

function textOf(row: Record<string, unknown>, name: string, line: number): string {
  const text = row[name];
  if (typeof text === "string") return text;
  const problem =
    text === undefined ? `the field "${name}" is missing` : `the field "${name}" is ${describeValue(text)}`;
  throw new FormatError({ line, field: name, problem, mend: 'Add the text that "fields" names.' });
}

function noDialogue(fields: string, line: number): FormatError {
  return new FormatError({
    line,
    field: "fields",
    problem: `the field "fields" is ${describeValue(fields)}`,
    mend: "Name what was asked first and an answer last, such as [marker_user+human_0+marker_gpt],gpt_1,<|eos|>.",
  });
}
