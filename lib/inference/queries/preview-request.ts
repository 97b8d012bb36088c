import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { parseInput } from "@/lib/http/parse-input";
import type { RenderedRequest } from "@/lib/inference/provider";
import { getProvider } from "@/lib/inference/providers/registry";
import { modelInputSchema } from "@/lib/models/schema";
import type { PromptTurn } from "@/lib/prompts/schema";

/** The exact request for the last of these turns, without sending it. @throws {AppError} bad_input. */
export function previewRequest(
  actor: Actor,
  given: z.input<typeof modelInputSchema>,
  turns: PromptTurn[],
  answers: string[],
): RenderedRequest {
  requireReader(actor);
  const { maxConcurrent: _m, requestsPerMinute: _r, ...settings } = parseInput(modelInputSchema, given);
  return getProvider(settings.provider).toRequest({
    settings,
    turns,
    answers,
    state: null,
    seed: settings.parameters.seed ?? null,
  });
}
