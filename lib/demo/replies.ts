import "server-only";
import type { BegunTurn } from "@/lib/demo/commands/begin-turn";
import { isAbort } from "@/lib/demo/failure-words";
import { callModel } from "@/lib/inference/call-model";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { log } from "@/lib/log";

type CalledTurn = Awaited<ReturnType<typeof callModel>>;

/** What models are saying, collected until it is taken. */
export type Replies = {
  /** The pieces that have arrived since the last call. */
  take(): { side: number; text: string }[];
  /** Whose answer is whole. */
  finished(): number[];
  /** One of them broke off. */
  hasFailed(): boolean;
  /** All are whole, in their order; or one failed, and the others were stopped. */
  settled(): Promise<{ outcome: "whole"; turns: CalledTurn[] } | { outcome: "failed"; error: unknown }>;
  stop(): void;
};

/** A visitor does not wait longer than this for the first word; nor for the last. */
const FIRST_WORD_MS = 60_000;
const WHOLE_MS = 5 * 60_000;

/** Asks all models of a turn at once. When one fails the others are stopped: what they would say is of no use. */
export function startReplies({ conversationId, models, histories }: BegunTurn, visitorGone: AbortSignal): Replies {
  const stop = new AbortController();
  const arrived: { side: number; text: string }[] = [];
  const finished: number[] = [];
  const begun = new Set<number>();
  let failure: { error: unknown } | null = null;
  const firstWord = setTimeout(() => {
    if (begun.size < models.length) stop.abort();
  }, FIRST_WORD_MS);
  const signal = AbortSignal.any([visitorGone, stop.signal, AbortSignal.timeout(WHOLE_MS)]);

  const ask = async (model: string, side: number): Promise<CalledTurn | null> => {
    const history = histories[side];
    if (!history) throw new Error("a model without its history");
    let text = "";
    const add = (piece: string) => {
      begun.add(side);
      text += piece;
      arrived.push({ side, text: piece });
    };
    try {
      const turn = await callModel(model, { ...history, seed: null, signal, onText: add });
      // a provider that tidies up the end of what it streamed
      if (turn.text.startsWith(text)) add(turn.text.slice(text.length));
      finished.push(side);
      return turn;
    } catch (error) {
      const partial = error instanceof EndpointError ? (error.more.partialText ?? "") : "";
      if (partial.startsWith(text)) add(partial.slice(text.length));
      // the others fail because they are stopped
      if (failure === null && !visitorGone.aborted) logFailure(error, conversationId);
      failure ??= { error };
      stop.abort();
      return null;
    }
  };
  const all = Promise.all(models.map(ask)).finally(() => clearTimeout(firstWord));

  return {
    take: () => arrived.splice(0),
    finished: () => finished,
    hasFailed: () => failure !== null,
    settled: async () => {
      const turns = await all;
      const whole = turns.filter((turn) => turn !== null);
      if (whole.length === turns.length) return { outcome: "whole", turns: whole };
      return { outcome: "failed", error: failure?.error };
    },
    stop: () => stop.abort(),
  };
}

function logFailure(error: unknown, conversationId: string): void {
  const kind = error instanceof EndpointError ? error.kind : isAbort(error) ? "timeout" : null;
  if (kind) log.warn({ kind, conversationId }, "a model of the demo failed");
  else log.error({ err: error, conversationId }, "a model of the demo failed");
}
