import { toJudge } from "./judge";
import { toConversations } from "./judged-texts";
import { Dropped, JSONL, rowWriter, type ToRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "as_tie", cannot_judge: "dropped" } as const;

const toRows: ToRows<unknown> = (vote) => {
  // without texts it is the form in which labels alone are published
  const said = toConversations(vote);
  return [
    {
      question_id: toQuestionId(vote.prompt),
      model_a: vote.firstModel,
      model_b: vote.secondModel,
      winner: vote.choice === "first" ? "model_a" : vote.choice === "second" ? "model_b" : "tie",
      judge: toJudge(vote),
      ...(said instanceof Dropped ? {} : { conversation_a: said.first, conversation_b: said.second }),
      turn: vote.turn,
    },
  ];
};

/** MT-Bench judgments, one JSON object a line; conversations end with the turn judged. */
export const mtBenchWriter: FormatWriter = {
  title: "MT-Bench judgments",
  extension: "jsonl",
  mediaType: MEDIA_TYPES.jsonl,
  needsTexts: true,
  choices: CHOICES,
  loses: ["inputs", "both-bad-as-tie", "cannot-judge", "times", "circumstances", "protocol"],
  write: rowWriter(CHOICES, JSONL, toRows),
};

/** MT-Bench's own ids are numbers, and its scripts look for numbers. */
function toQuestionId(prompt: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(prompt) ? Number(prompt) : prompt;
}
