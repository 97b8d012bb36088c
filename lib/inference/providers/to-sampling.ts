import type { ProviderCall } from "@/lib/inference/provider";

/** Sampling as OpenAI's protocols spell it. What is not set is left out, so that the endpoint's own default holds. */
export function toSampling({ settings, seed }: Pick<ProviderCall, "settings" | "seed">) {
  const { temperature, topP, maxTokens, stop } = settings.parameters;
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(stop !== undefined && stop.length > 0 && { stop }),
    ...(seed !== null && { seed }),
    ...(settings.isStreaming && { stream: true, stream_options: { include_usage: true } }),
  };
}
