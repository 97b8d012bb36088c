import type { Message, PromptTurn } from "./records";
import { Dropped, type WritableVote } from "./write-rows";

/** What was judged, as two conversations that end with the answers compared. */
export type Conversations = { first: Message[]; second: Message[] };

/** Both conversations up to the turn judged, or why a vote has none. */
export function toConversations({ turns, responses, turn }: WritableVote): Conversations | Dropped {
  if (!turns?.length || !responses) return new Dropped("no_texts");
  const count = turn ?? Math.min(turns.length, responses.first.length, responses.second.length);
  if (count < 1 || count > Math.min(turns.length, responses.first.length, responses.second.length)) {
    return new Dropped("no_texts");
  }
  return {
    first: toMessages(turns, responses.first, count),
    second: toMessages(turns, responses.second, count),
  };
}

/** Prompt and both answers, or why not, for formats in which a pair is one question and two answers. */
export function toOneTurn(vote: WritableVote): { prompt: string; first: string; second: string } | Dropped {
  const conversations = toConversations(vote);
  if (conversations instanceof Dropped) return conversations;
  const { first, second } = conversations;
  const [prompt, answer] = first;
  if (first.length !== 2 || !prompt || !answer) return new Dropped("several_turns");
  return { prompt: prompt.content, first: answer.content, second: second[1]?.content ?? "" };
}

/** The better conversation and the other one; only for votes with a winner. */
export function toBetterAndWorse(vote: WritableVote): { better: Message[]; worse: Message[] } | Dropped {
  const conversations = toConversations(vote);
  if (conversations instanceof Dropped) return conversations;
  const { first, second } = conversations;
  return vote.choice === "second" ? { better: second, worse: first } : { better: first, worse: second };
}

/** An instruction and the text it works on are one message, with a blank line between. */
export function toPromptText({ text, input }: PromptTurn): string {
  return input ? `${text}\n\n${input}` : text;
}

function toMessages(turns: PromptTurn[], answers: string[], count: number): Message[] {
  return turns.slice(0, count).flatMap((turn, index): Message[] => [
    { role: "user", content: toPromptText(turn) },
    { role: "assistant", content: answers[index] ?? "" },
  ]);
}

/** How many messages two conversations share before the answers compared: they end with a user's message. */
export function sharedLength(first: Message[], second: Message[]): number {
  const most = Math.min(first.length, second.length) - 1;
  let same = 0;
  while (same < most && first[same]?.role === second[same]?.role && first[same]?.content === second[same]?.content)
    same++;
  while (same > 0 && first[same - 1]?.role !== "user") same--;
  return same;
}
