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
};
