import { z } from "zod";
import { conversationFields, toSaid } from "./conversation";
import type { ByteStream } from "./decode-text";
import { idField, nameField } from "./field-schemas";
import { FormatError } from "./format-error";
import { judgeField, toRater } from "./judge";
import { readJsonl } from "./read-jsonl";
import type { VoteRecord } from "./records";
import { refuseSameModel } from "./two-models";
import { toVoteTime } from "./vote-time";
import { toChoice } from "./winner";

const timeField = z.union([z.number(), z.string()], { error: "Write seconds since 1970." }).nullish();

const rowSchema = z.object({
  question_id: idField.optional(),
  id: idField.optional(),
  model_a: nameField,
  model_b: nameField,
  winner: z.string(),
  judge: judgeField.nullish(),
  evaluation_session_id: nameField.nullish(),
  tstamp: timeField,
  timestamp: timeField,
  ...conversationFields,
});

type Battle = z.output<typeof rowSchema>;

/**
 * Chatbot Arena battles, one vote each, in the first releases' form and in the later one's (`id`, `evaluation_session_id`,
 * `timestamp`, `both_bad`). The whole conversation is judged, so `turn`, which here counts turns, is not the turn judged.
 *
 * A release without `judge` does not say who voted. Votes of one session are one rater's; without sessions each battle gets
 * a rater of its own, for one rater for all of them would make the file look like one person's opinion.
 */
export async function* readArenaBattles(bytes: ByteStream): AsyncGenerator<VoteRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    refuseSameModel(value.model_a, value.model_b, line, "model_b");
    const prompt = battleId(value, line);
    yield {
      line,
      ...raterOf(value, prompt),
      first: value.model_a,
      second: value.model_b,
      prompt,
      turn: null,
      choice: toChoice(value.winner, line),
      votedAt: votedAt(value, line),
      ...toSaid(value.conversation_a, value.conversation_b),
    };
  }
}

function battleId({ question_id, id }: Battle, line: number): string {
  const found = question_id ?? id;
  if (found !== undefined) return found;
  throw new FormatError({
    line,
    field: "question_id",
    problem: 'the field "question_id" is missing',
    mend: 'Add "question_id" to the row.',
  });
}

function raterOf(battle: Battle, prompt: string): Pick<VoteRecord, "rater" | "raterKind"> {
  if (battle.judge) return toRater(battle.judge);
  const session = battle.evaluation_session_id;
  return { rater: session ? `session-${session}` : `unnamed-${prompt}`, raterKind: "human" };
}

function votedAt({ tstamp, timestamp }: Battle, line: number): Date | null {
  const field = tstamp === undefined || tstamp === null ? "timestamp" : "tstamp";
  const time = tstamp ?? timestamp ?? null;
  return time === null ? null : toVoteTime(time, line, field);
}
