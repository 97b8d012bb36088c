import type { DemoTurn } from "@/lib/demo/schema";
import { isBlank } from "@/lib/formats/blank";
import type { ProviderCall } from "@/lib/inference/provider";

export type History = Pick<ProviderCall, "turns" | "answers" | "state">;

/**
 * What one model is sent with the visitor's next words. A turn that it did not answer, or whose answer broke off, is left
 * out; one that the visitor stopped stands as far as it got.
 *
 * @param side 0: the first, or only, model; 1: the second.
 */
export function toHistory(earlier: DemoTurn[], side: number, text: string): History {
  const kept = earlier.flatMap(({ text: asked, state, answers }) => {
    const answer = answers[side];
    const isKept = (state === "done" || state === "stopped") && answer && !isBlank(answer.text);
    return isKept ? [{ asked, answer }] : [];
  });
  return {
    turns: [...kept.map(({ asked }) => asked), text].map((said) => ({ text: said, input: null })),
    answers: kept.map(({ answer }) => answer.text),
    state: kept.at(-1)?.answer.state ?? null,
  };
}
