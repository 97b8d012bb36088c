import "server-only";
import { WORKER } from "@/lib/auth/actor";
import type { DemoAnswer } from "@/lib/demo/schema";
import type { callModel } from "@/lib/inference/call-model";
import { listModelNames } from "@/lib/models/queries";
import { findLeaks } from "@/lib/responses/find-leaks";

type CalledTurn = Awaited<ReturnType<typeof callModel>>;

/** Whole answers, each looked through for what gives its model away. */
export async function toAnswers(turns: CalledTurn[]): Promise<DemoAnswer[]> {
  const known = (await listModelNames(WORKER)).map((name) => ({ name }));
  return turns.map(({ text, state, settings, request, ...turn }) => ({
    text,
    state,
    namesItself: findLeaks([text], known).length > 0,
    made: {
      settings,
      // it was sent as JSON, and is kept as that
      request: JSON.parse(JSON.stringify(request)),
      finishReason: turn.finishReason,
      inputTokens: turn.inputTokens,
      outputTokens: turn.outputTokens,
      firstTokenMs: turn.firstTokenMs,
      durationMs: turn.durationMs,
      isPromptCut: turn.isPromptCut,
    },
  }));
}

/** What there is of answers that are not whole. */
export function toPartialAnswers(texts: string[]): DemoAnswer[] {
  return texts.map((text) => ({ text, state: null, namesItself: false, made: null }));
}
