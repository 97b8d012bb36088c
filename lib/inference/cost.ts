import type { ModelSettings } from "@/lib/models/schema";

/** Micro-units of the model's currency, rounded; null: a price or a count of tokens is not known. */
export function toCostMicros(
  { inputPrice, outputPrice }: Pick<ModelSettings, "inputPrice" | "outputPrice">,
  { inputTokens, outputTokens }: { inputTokens: number | null; outputTokens: number | null },
): number | null {
  if (inputPrice === null || outputPrice === null || inputTokens === null || outputTokens === null) return null;
  return Math.round((inputTokens * inputPrice + outputTokens * outputPrice) / 1_000_000);
}
