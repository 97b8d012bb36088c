import type { LiveProvider, ModelSettings } from "@/lib/models/schema";
import type { PromptTurn } from "@/lib/prompts/schema";

/** One turn to be generated: the model's own earlier answers stand between the user's turns. */
export type ProviderCall = {
  settings: ModelSettings;
  /** The user's turns up to the one to answer; at least one. */
  turns: PromptTurn[];
  /** The model's answers to all of them but the last. */
  answers: string[];
  /** What the provider handed back after the turn before (EasyLM's context); null at the first, or where it has none. */
  state: string | null;
  seed: number | null;
  signal: AbortSignal;
  /** Called with each piece of text as it arrives; a provider that does not stream calls it once. */
  onText?: (piece: string) => void;
};

/** The exact request, without its key. */
export type RenderedRequest = { method: "POST"; url: string; body: Record<string, unknown> };

/** stop: it ended by itself; length: it was cut by its token limit; unknown: the endpoint does not say. */
export type FinishReason = "stop" | "length" | "content_filter" | "unknown";

export type GeneratedTurn = {
  text: string;
  finishReason: FinishReason;
  /** null: the endpoint does not say. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** From the request to the first piece of text. Milliseconds; null: not streamed. */
  firstTokenMs: number | null;
  durationMs: number;
  request: RenderedRequest;
  /** The endpoint dropped the beginning of the prompt without a word. */
  isPromptCut: boolean;
  state: string | null;
};

/** What speaks one protocol. Each is a file in `providers/`. */
export interface Provider {
  name: LiveProvider;
  /** What would be sent, without sending it. */
  toRequest(call: Omit<ProviderCall, "signal" | "onText">): RenderedRequest;
  /** @throws {EndpointError} always this, whatever went wrong. */
  generateTurn(call: ProviderCall): Promise<GeneratedTurn>;
}
