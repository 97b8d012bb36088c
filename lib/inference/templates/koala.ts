import type { PromptTurn } from "@/lib/prompts/schema";
import { joinInput } from "./join-input";

/**
 * As Koala was trained: no space after `GPT:`, and an answer stands as the model gave it, without one put before it.
 *
 * @param answers to all turns but the last.
 */
export function renderKoala(turns: PromptTurn[], answers: string[]): string {
  const exchanges = turns.map((turn, index) => `USER: ${joinInput(turn)} GPT:${withEnd(answers[index])}`);
  return `BEGINNING OF CONVERSATION: ${exchanges.join("")}`;
}

function withEnd(answer: string | undefined): string {
  return answer === undefined ? "" : `${answer}</s>`;
}
