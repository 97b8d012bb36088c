import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { FormatError } from "./format-error";
import { sharedLength, toBetterAndWorse } from "./judged-texts";
import { textOrMessages, toMessageList } from "./message-field";
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

const toTextRows: ToRows<unknown> = (vote) => {
  const told = toBetterAndWorse(vote);
  if (told instanceof Dropped) return told;
  const [prompt, chosen] = told.better;
  if (told.better.length !== 2) return new Dropped("several_turns");
  return [{ prompt: prompt?.content, chosen: chosen?.content, rejected: told.worse[1]?.content }];
};

/** The prompt is what both conversations share: where models answered an earlier turn differently, it ends before it. */
const toMessageRows: ToRows<unknown> = (vote) => {
  const told = toBetterAndWorse(vote);
  if (told instanceof Dropped) return told;
  const shared = sharedLength(told.better, told.worse);
  return [
    { prompt: told.better.slice(0, shared), chosen: told.better.slice(shared), rejected: told.worse.slice(shared) },
  ];
};

const COMMON = {
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
} as const;

const LOSES = [
  ...(["raters", "rater-kind", "models", "prompts", "inputs", "turn", "sides", "ties", "both-bad"] as const),
  ...(["cannot-judge", "times", "circumstances", "protocol"] as const),
] as const;

/** TRL's preference rows with texts, for DPO and reward models. */
export const dpoTextWriter: FormatWriter = {
  ...COMMON,
  title: "DPO, as texts",
  loses: [...LOSES, "several-turns"],
  write: rowWriter(CHOICES, JSONL, toTextRows),
};

/** TRL's preference rows with messages, for DPO and reward models of chats. */
export const dpoMessageWriter: FormatWriter = {
  ...COMMON,
  title: "DPO, as messages",
  loses: LOSES,
  write: rowWriter(CHOICES, JSONL, toMessageRows),
};

const rowSchema = z.object({ prompt: textOrMessages.nullish(), chosen: textOrMessages, rejected: textOrMessages });

/** TRL's preference rows in either form. Without a prompt, both lists of messages are whole conversations. */
export async function* readDpo(bytes: ByteStream): AsyncGenerator<PreferenceRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const prompt = value.prompt ? toMessageList(value.prompt, "user") : [];
    const first = [...prompt, ...toMessageList(value.chosen, "assistant")];
    const second = [...prompt, ...toMessageList(value.rejected, "assistant")];
    if (first[0]?.role !== "user" || second[0]?.role !== "user") throw withoutPrompt(line);
    yield { line, externalId: null, first, second, choice: "first", models: null, rater: null, source: null };
  }
}

function withoutPrompt(line: number): FormatError {
  return new FormatError({
    line,
    field: "prompt",
    problem: "the row does not say what the models were asked",
    mend: 'Add "prompt", or begin "chosen" and "rejected" with a message of the user.',
  });
}
