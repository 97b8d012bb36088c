import "server-only";
import type { Provider } from "@/lib/inference/provider";
import type { LiveProvider } from "@/lib/models/schema";
import { completionsProvider } from "./completions";
import { easylmProvider } from "./easylm";
import { openaiProvider } from "./openai";

const PROVIDERS: Record<LiveProvider, Provider> = {
  openai: openaiProvider,
  completions: completionsProvider,
  easylm: easylmProvider,
};

export function getProvider(name: LiveProvider): Provider {
  return PROVIDERS[name];
}
