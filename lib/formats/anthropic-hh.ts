import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { FormatError } from "./format-error";
import { toBetterAndWorse } from "./judged-texts";
import { readJsonl } from "./read-jsonl";
import type { Message, PreferenceRecord } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = {
  first: "kept",
  second: "kept",
  tie: "dropped",
  both_bad: "dropped",
  cannot_judge: "dropped",
} as const;

const MARKER = /\n\n(?:Human|Assistant):/;
const NAMES = { user: "Human", assistant: "Assistant" } as const;

const toRows: ToRows<unknown> = (vote) => {
  const told = toBetterAndWorse(vote);
  if (told instanceof Dropped) return told;
  // a marker inside a text would put words into the other's mouth, and nothing in the format can say that it is none
  if ([...told.better, ...told.worse].some(({ content }) => MARKER.test(content))) return new Dropped("marker_in_text");
  return [{ chosen: toTranscript(told.better), rejected: toTranscript(told.worse) }];
};

/** Anthropic HH: two whole transcripts a line. */
export const hhWriter: FormatWriter = {
  title: "Anthropic HH transcripts",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: [
    ...(["raters", "rater-kind", "models", "prompts", "inputs", "turn", "sides", "ties", "both-bad"] as const),
    ...(["cannot-judge", "times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(CHOICES, JSONL, toRows),
};

const rowSchema = z.object({ chosen: z.string(), rejected: z.string() });

/**
 * Anthropic HH. Markers stand at the beginning or after a blank line; one space after the colon is the format's, all else
 * is the text's, and a speaker's turn may be empty. The two may part before their last turns, and may even end with a
 * human's: what follows the last answer is then no answer, and is left away.
 */
export async function* readAnthropicHh(bytes: ByteStream): AsyncGenerator<PreferenceRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    yield {
      line,
      externalId: null,
      first: toMessages(value.chosen, line, "chosen"),
      second: toMessages(value.rejected, line, "rejected"),
      choice: "first",
      models: null,
      rater: null,
      source: null,
    };
  }
}

function toTranscript(messages: Message[]): string {
  return messages.map(({ role, content }) => `\n\n${NAMES[role]}: ${content}`).join("");
}

/** A transcript's messages up to the last of the assistant's. */
function toMessages(transcript: string, line: number, field: string): Message[] {
  const marks = [...transcript.matchAll(/(?:^|\n\n)(Human|Assistant):/g)];
  const messages = marks.map((mark, index): Message => {
    const said = transcript.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    return { role: mark[1] === "Human" ? "user" : "assistant", content: said.startsWith(" ") ? said.slice(1) : said };
  });
  const last = messages.findLastIndex(({ role }) => role === "assistant");
  if (messages[0]?.role === "user" && last > 0) return messages.slice(0, last + 1);
  throw new FormatError({
    line,
    field,
    problem: `the field "${field}" is no dialogue of a human and an assistant`,
    mend: 'Begin it with a blank line and "Human:", and each turn after it with a blank line and "Assistant:" or "Human:".',
  });
}
