import { toJudge } from "./judge";
import { toConversations } from "./judged-texts";
import type { JudgedChoice } from "./records";
import { Dropped, JSONL, rowWriter, type ToRows, type WritableVote } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "kept", cannot_judge: "dropped" } as const;

const toRows: ToRows<unknown> = (vote, { bothBad = "tie (bothbad)" }) => {
  const conversations = toConversations(vote);
  if (conversations instanceof Dropped) return conversations;
  const winners: Partial<Record<JudgedChoice, string>> = { first: "model_a", second: "model_b", both_bad: bothBad };
  return [
    {
      question_id: vote.prompt,
      model_a: vote.firstModel,
      model_b: vote.secondModel,
      winner: winners[vote.choice] ?? "tie",
      judge: toJudge(vote),
      conversation_a: conversations.first,
      conversation_b: conversations.second,
      // in this format the number of turns, not the one judged
      turn: conversations.first.length / 2,
      anony: true,
      language: "unknown",
      tstamp: toSeconds(vote),
    },
  ];
};

/** Chatbot Arena battles, one JSON object a line; "both bad" in the spelling of the release that the user picks. */
export const arenaWriter: FormatWriter = {
  title: "Chatbot Arena battles",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: ["inputs", "turn", "cannot-judge", "circumstances", "protocol"],
  write: rowWriter(CHOICES, JSONL, toRows),
};

function toSeconds({ answeredAt }: WritableVote): number | null {
  return answeredAt === null ? null : answeredAt.getTime() / 1000;
}
