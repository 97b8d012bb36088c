import type { PromptTurn } from "@/lib/prompts/schema";
import { joinInput } from "./join-input";

const PREAMBLE =
  "A chat between a curious user and an artificial intelligence assistant. " +
  "The assistant gives helpful, detailed, and polite answers to the user's questions.";

/**
 * Vicuna v1.1. There is no space after the last `ASSISTANT:`, since the model itself begins with one; endpoints often take
 * it off the answer, so it is put back in the turns before.
 *
 * @param answers to all turns but the last.
 */
export function renderVicuna(turns: PromptTurn[], answers: string[]): string {
  const exchanges = turns.map((turn, index) => `USER: ${joinInput(turn)} ASSISTANT:${withEnd(answers[index])}`);
  return `${PREAMBLE} ${exchanges.join("")}`;
}

function withEnd(answer: string | undefined): string {
  if (answer === undefined) return "";
  return `${/^\s/.test(answer) ? "" : " "}${answer}</s>`;
}
