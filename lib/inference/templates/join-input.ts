import type { PromptTurn } from "@/lib/prompts/schema";

/** For templates without a place of its own for the input: the instruction, a blank line, the input. */
export function joinInput({ text, input }: PromptTurn): string {
  return input ? `${text}\n\n${input}` : text;
}
