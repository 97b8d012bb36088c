import { EndpointError } from "@/lib/inference/endpoint-error";
import type { GeneratedTurn } from "@/lib/inference/provider";
import { type AnswerPiece, toFinishReason } from "./answer-piece";
import { fromJson } from "./endpoint-words";
import type { Exchange } from "./exchange";
import { toReplyError } from "./to-reply-error";

export type Answer = Omit<GeneratedTurn, "request" | "isPromptCut" | "state">;

/**
 * A streamed answer, put together.
 *
 * @param chunks as they were parsed, not yet checked.
 * @param read checks one; it may throw a ZodError.
 */
export async function readStream(
  chunks: AsyncIterable<unknown>,
  read: (chunk: unknown) => AnswerPiece,
  exchange: Exchange,
  onText: ((piece: string) => void) | undefined,
): Promise<Answer> {
  const { progress } = exchange;
  const whole: Omit<AnswerPiece, "text"> = { finishReason: null, inputTokens: null, outputTokens: null };
  try {
    for await (const chunk of chunks) {
      refuseError(chunk);
      const piece = read(chunk);
      whole.finishReason ??= piece.finishReason;
      whole.inputTokens = piece.inputTokens ?? whole.inputTokens;
      whole.outputTokens = piece.outputTokens ?? whole.outputTokens;
      if (piece.text === "") continue;
      progress.firstTokenMs ??= performance.now() - exchange.startedAt;
      progress.text += piece.text;
      onText?.(piece.text);
    }
  } catch (error) {
    // the answer is whole: what broke came after it
    if (whole.finishReason === null) throw error;
  }
  if (whole.finishReason === null && !exchange.seen.isDone) throw toBrokenOff(exchange);
  return toAnswer({ ...whole, text: progress.text }, exchange);
}

/** An answer that came at once. */
export function readWhole(
  body: unknown,
  read: (body: unknown) => AnswerPiece,
  exchange: Exchange,
  onText: ((piece: string) => void) | undefined,
): Answer {
  if (typeof body !== "object" || body === null) {
    throw new EndpointError("malformed", `The answer is not JSON. It begins: ${exchange.seen.head || "(nothing)"}`);
  }
  refuseError(body);
  const piece = read(body);
  exchange.progress.text = piece.text;
  if (piece.text !== "") onText?.(piece.text);
  return toAnswer(piece, exchange);
}

function toAnswer(piece: AnswerPiece, { startedAt, progress }: Exchange): Answer {
  return {
    ...piece,
    finishReason: toFinishReason(piece.finishReason),
    firstTokenMs: progress.firstTokenMs,
    durationMs: performance.now() - startedAt,
  };
}

/** Some endpoints answer 200 and put the error where the answer should be. */
function refuseError(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  const { error, object } = body as { error?: unknown; object?: unknown };
  if (error || object === "error") throw toReplyError(200, fromJson(body), null, null);
}

function toBrokenOff({ seen, signal }: Exchange): EndpointError {
  if (!signal.aborted && seen.head !== "" && !/^\s*(data|event|id|retry|:)/.test(seen.head)) {
    return new EndpointError("malformed", `The stream holds no events. It begins: ${seen.head}`);
  }
  return new EndpointError("reset", "The stream ended before the answer was whole.");
}
