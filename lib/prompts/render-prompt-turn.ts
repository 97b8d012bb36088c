import type { PromptTurn } from "@/lib/prompts/schema";
import { renderMarkdown } from "@/lib/text/render-markdown";

/**
 * A prompt's turn as sanitised HTML: the instruction, and below a rule the text it works on. They are rendered apart, so
 * that a fence left open in one cannot swallow the other.
 */
export function renderPromptTurn({ text, input }: PromptTurn): string {
  return input ? `${renderMarkdown(text)}<hr>${renderMarkdown(input)}` : renderMarkdown(text);
}
