import type { PromptTemplate } from "@/lib/models/schema";
import type { PromptTurn } from "@/lib/prompts/schema";
import { renderAlpaca } from "./alpaca";
import { renderKoala } from "./koala";
import { renderVicuna } from "./vicuna";

const TEMPLATES: Record<PromptTemplate, (turns: PromptTurn[], answers: string[]) => string> = {
  koala: renderKoala,
  alpaca: renderAlpaca,
  vicuna: renderVicuna,
};

/**
 * The text that a model with this template continues.
 *
 * @param turns the user's, up to the one to answer; at least one.
 * @param answers to all of them but the last.
 * @throws {RangeError} the answers do not fit the turns.
 */
export function renderPrompt(template: PromptTemplate, turns: PromptTurn[], answers: string[]): string {
  if (turns.length === 0 || answers.length !== turns.length - 1) {
    throw new RangeError(
      `${turns.length} turns need ${turns.length - 1} answers before the last, not ${answers.length}.`,
    );
  }
  return TEMPLATES[template](turns, answers);
}
