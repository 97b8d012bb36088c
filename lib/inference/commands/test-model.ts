import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { callModel } from "@/lib/inference/call-model";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { getProvider } from "@/lib/inference/providers/registry";
import { mendOf } from "@/lib/inference/providers/to-endpoint-error";
import type { ModelTest } from "@/lib/inference/schema";
import { getLiveModel } from "@/lib/models/queries";
import type { PromptTurn } from "@/lib/prompts/schema";

/** Longer than anybody watches a button. */
const PATIENCE_MS = 60_000;

/**
 * Sends one prompt to a model and says what came of it. Nothing is stored.
 *
 * @throws {AppError} not_found; forbidden: it costs what the model costs.
 */
export async function testModel(actor: Actor, name: string, prompt: PromptTurn): Promise<ModelTest> {
  requireWriter(actor);
  const model = await getLiveModel(actor, name);
  const call = { turns: [prompt], answers: [], state: null, seed: model.parameters.seed ?? null };
  const request = getProvider(model.provider).toRequest({ ...call, settings: model });
  const begun = performance.now();
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    // onText: one try, and its own outcome
    const turn = await callModel(name, { ...call, signal, onText: () => {} });
    const { text, finishReason, inputTokens, outputTokens, firstTokenMs, durationMs, isPromptCut } = turn;
    return {
      ...{ outcome: "answered", request: turn.request, text, finishReason, inputTokens, outputTokens },
      ...{ firstTokenMs, durationMs, isPromptCut },
    };
  } catch (error) {
    const durationMs = performance.now() - begun;
    if (signal.aborted) {
      const message = `There was no answer within ${PATIENCE_MS / 1000} seconds.`;
      const mend = "The endpoint may be busy with a run, or down: look at its run, or try again.";
      return { outcome: "failed", request, kind: "timeout", message, mend, durationMs };
    }
    if (!(error instanceof EndpointError)) throw error;
    const { kind, message } = error;
    return { outcome: "failed", request, kind, message, mend: mendOf(error), durationMs };
  }
}
