import type { LiveProvider } from "@/lib/models/schema";

export const PROVIDER_WORDS: Record<LiveProvider, string> = {
  openai: "openai: chat messages, as OpenAI and most servers take them",
  completions: "completions: one text, made with a prompt template",
  easylm: "easylm: EasyLM’s own server, as Koala was served",
};

/** A model's page in the studio. */
export function toModelPath(name: string): string {
  return `/studio/models/${encodeURIComponent(name)}`;
}

type Limits = { maxConcurrent: number; requestsPerMinute: number | null };

/** 8 at once, 500 a minute */
export function describeLimits({ maxConcurrent, requestsPerMinute }: Limits): string {
  return requestsPerMinute === null
    ? `${maxConcurrent} at once`
    : `${maxConcurrent} at once, ${requestsPerMinute.toLocaleString("en")} a minute`;
}
