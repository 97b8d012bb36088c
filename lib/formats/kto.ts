import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { FormatError } from "./format-error";
import { toConversations } from "./judged-texts";
import { textOrMessages, toMessageList } from "./message-field";
import { readJsonl } from "./read-jsonl";
import type { LabelledRecord, Message } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "dropped", both_bad: "kept", cannot_judge: "dropped" } as const;

/** Two rows a vote, in the order in which the rater saw the responses; both are false where both were bad. */
function rowsOf(toRow: (messages: Message[], label: boolean) => unknown, isText: boolean): ToRows<unknown> {
  return (vote) => {
    const conversations = toConversations(vote);
    if (conversations instanceof Dropped) return conversations;
    const { first, second } = conversations;
    if (isText && first.length !== 2) return new Dropped("several_turns");
    return [toRow(first, vote.choice === "first"), toRow(second, vote.choice === "second")];
  };
}

const COMMON = {
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
} as const;

const LOSES = [
  ...(["raters", "rater-kind", "models", "prompts", "inputs", "turn", "ties", "cannot-judge"] as const),
  ...(["times", "circumstances", "protocol"] as const),
] as const;

/** TRL's unpaired preference rows with texts. */
export const ktoTextWriter: FormatWriter = {
  ...COMMON,
  title: "KTO, as texts",
  loses: [...LOSES, "several-turns"],
  write: rowWriter(
    CHOICES,
    JSONL,
    rowsOf(([asked, said], label) => ({ prompt: asked?.content, completion: said?.content, label }), true),
  ),
};

/** TRL's unpaired preference rows with messages: the completion is the last answer. */
export const ktoMessageWriter: FormatWriter = {
  ...COMMON,
  title: "KTO, as messages",
  loses: LOSES,
  write: rowWriter(
    CHOICES,
    JSONL,
    rowsOf((said, label) => ({ prompt: said.slice(0, -1), completion: said.slice(-1), label }), false),
  ),
};

const rowSchema = z.object({ prompt: textOrMessages.nullish(), completion: textOrMessages, label: z.boolean() });

/** TRL's unpaired preference rows in either form. */
export async function* readKto(bytes: ByteStream): AsyncGenerator<LabelledRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const prompt = value.prompt ? toMessageList(value.prompt, "user") : [];
    const messages = [...prompt, ...toMessageList(value.completion, "assistant")];
    if (messages[0]?.role !== "user") {
      throw new FormatError({
        line,
        field: "prompt",
        problem: "the row does not say what the model was asked",
        mend: 'Add "prompt".',
      });
    }
    yield { line, messages, isGood: value.label };
  }
}
