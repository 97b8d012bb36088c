import type { ResponseFlag } from "@/lib/db/generated/enums";
import type { GeneratedTurn } from "@/lib/inference/provider";
import { isRepetitive } from "@/lib/responses/find-repetition";

/** What is odd about how a response came to its end, or what it answered. */
export function findFlags(turns: Pick<GeneratedTurn, "text" | "finishReason" | "isPromptCut">[]): ResponseFlag[] {
  const flags: ResponseFlag[] = [];
  if (turns.some(({ finishReason }) => finishReason === "length")) flags.push("cut_short");
  if (turns.some(({ text }) => isRepetitive(text))) flags.push("repeated");
  if (turns.some(({ isPromptCut }) => isPromptCut)) flags.push("prompt_cut");
  return flags;
}
