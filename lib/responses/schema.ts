import { z } from "zod";

/** Where a response names its own model or its maker. */
export const leakSchema = z.object({
  /** From 1. */
  turn: z.int().min(1),
  /** UTF-16 offsets into that turn's text. */
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  reason: z.string(),
});

export type Leak = z.infer<typeof leakSchema>;

/** What one model has said to a prompt set. */
export type ModelCoverage = {
  modelId: string;
  model: string;
  /** Prompts of the set it has at least one response to. */
  prompts: number;
  responses: number;
  empty: number;
  selfNaming: number;
};

export type ResponseDetail = {
  id: string;
  modelId: string;
  model: string;
  /** From 0. */
  sample: number;
  turns: string[];
  isEmpty: boolean;
  /** null: not looked for yet. */
  leaks: Leak[] | null;
  flags: ("cut_short" | "repeated" | "prompt_cut")[];
  /** null: it was imported. */
  generation: GenerationDetail | null;
};

/** How a response was made. */
export type GenerationDetail = {
  provider: string;
  baseUrl: string;
  upstreamName: string | null;
  template: string | null;
  seed: number | null;
  /** Sums over the turns; null: the endpoint does not say. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** Milliseconds; null: not streamed. */
  firstTokenMs: number | null;
  durationMs: number;
  attempts: number;
  /** Machine and process. */
  worker: string;
  finishedAt: Date;
  /** The requests as they were sent, one a turn, without their key; and how each answer ended. */
  turns: GeneratedTurnDetail[];
};

export const generatedTurnSchema = z.object({
  request: z.object({ method: z.string(), url: z.string(), body: z.record(z.string(), z.unknown()) }),
  finishReason: z.string(),
});

export type GeneratedTurnDetail = z.infer<typeof generatedTurnSchema>;
