import "server-only";
import { toModelInput } from "@/app/studio/models/to-model-input";
import type { PreviewState } from "@/components/studio/model-preview";
import type { AccountActor } from "@/lib/auth/actor";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { previewRequest } from "@/lib/inference/queries/preview-request";
import type { LiveModel } from "@/lib/models/schema";
import type { PromptTurn } from "@/lib/prompts/schema";

export type Talk = { turns: PromptTurn[]; answers: string[] };

/** The request for a conversation's last turn, or why there is none to show. */
export function previewTalk(account: AccountActor, model: LiveModel, { turns, answers }: Talk): PreviewState {
  // EasyLM's own chat goes on from what the server hands back with its answer, and nothing was sent
  const isUnknowable = model.provider === "easylm" && model.template === null && turns.length > 1;
  const shown = isUnknowable ? { turns: turns.slice(0, 1), answers: [] } : { turns, answers };
  try {
    const request = previewRequest(account, toModelInput(model), shown.turns, shown.answers);
    return { request, note: isUnknowable ? FIRST_ONLY : undefined };
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    return { request: null, error: error.message };
  }
}

const FIRST_ONLY =
  "This is the first turn. The second goes on from the context that the server hands back with its first answer, so that it is not known before.";
