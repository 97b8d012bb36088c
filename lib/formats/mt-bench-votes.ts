import { z } from "zod";
import { conversationFields, toSaid } from "./conversation";
import type { ByteStream } from "./decode-text";
import { idField, nameField } from "./field-schemas";
import { judgeField, toRater } from "./judge";
import { readJsonl } from "./read-jsonl";
import type { VoteRecord } from "./records";
import { refuseSameModel } from "./two-models";
import { toChoice } from "./winner";

const rowSchema = z.object({
  judge: judgeField,
  model_a: nameField,
  model_b: nameField,
  question_id: idField,
  turn: z.int().min(1, { error: "Write the number of the turn, from 1." }).nullish(),
  winner: z.string(),
  ...conversationFields,
});

/** MT-Bench judgments, by people or by a model. A judge may vote twice on one unit: every row is a vote. */
export async function* readMtBenchVotes(bytes: ByteStream): AsyncGenerator<VoteRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    refuseSameModel(value.model_a, value.model_b, line, "model_b");
    yield {
      line,
      ...toRater(value.judge),
      first: value.model_a,
      second: value.model_b,
      prompt: value.question_id,
      turn: value.turn ?? null,
      choice: toChoice(value.winner, line),
      votedAt: null,
      ...toSaid(value.conversation_a, value.conversation_b),
    };
  }
}
