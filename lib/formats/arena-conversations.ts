import { z } from "zod";
import { isBlank } from "./blank";
import { conversationSchema, toText } from "./conversation";
import type { CorpusRecord, CorpusTurn } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { idField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";

const rowSchema = z.object({
  conversation_id: idField.nullish(),
  question_id: idField.nullish(),
  id: idField.nullish(),
  conversation: conversationSchema.nullish(),
  conversation_a: conversationSchema.nullish(),
  conversation_b: conversationSchema.nullish(),
});

/**
 * Conversations of Chatbot Arena: single ones (`conversation_id`, `conversation`), or battles, where the user's turns are
 * the same on both sides and are taken from the first, and both models' are taken.
 */
export async function* readArenaConversations(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const first = value.conversation ?? value.conversation_a;
    if (!first) {
      throw new FormatError({
        line,
        field: "conversation",
        problem: 'the field "conversation" is missing',
        mend: 'Add "conversation" to the row, or "conversation_a" and "conversation_b" where it is a battle.',
      });
    }
    const turns = toTurns(first);
    const other = value.conversation ? [] : toTurns(value.conversation_b ?? []);
    yield {
      line,
      externalId: value.conversation_id ?? value.question_id ?? value.id ?? null,
      turns: [...turns, ...other.filter(({ role }) => role === "model")],
      category: null,
    };
  }
}

function toTurns(messages: z.output<typeof conversationSchema>): CorpusTurn[] {
  return messages.flatMap(({ role, content }): CorpusTurn[] => {
    const text = toText(content);
    if (isBlank(text)) return [];
    return [{ role: role === "user" ? "user" : role === "assistant" ? "model" : "context", text }];
  });
}
