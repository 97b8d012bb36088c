import { z } from "zod";

/** A name for a prompt set, as a person types it. */
export const promptSetNameSchema = z
  .string()
  .trim()
  .min(1, { error: "Give the prompt set a name." })
  .max(200, { error: "A prompt set's name has at most 200 characters." })
  .regex(/^\P{Cc}*$/u, { error: "A prompt set's name is one line of visible characters." });

export const promptTurnSchema = z.object({ text: z.string(), input: z.string().nullable() });
export const promptTurnsSchema = z.array(promptTurnSchema);

export type PromptTurn = z.infer<typeof promptTurnSchema>;

export type PromptSetSummary = {
  id: string;
  name: string;
  version: number;
  /** The format it was read from. */
  source: string;
  isSample: boolean;
  promptCount: number;
  /** SHA-256, hex. */
  digest: string;
  createdAt: Date;
};

export type PromptDetail = {
  id: string;
  externalId: string;
  /** From 1. */
  position: number;
  turns: PromptTurn[];
  category: string | null;
};

export type PromptPage = {
  set: PromptSetSummary;
  prompts: PromptDetail[];
  /** The position after which the next page begins; null on the last one. */
  nextAfter: number | null;
};

/** What a set of gold pairs has as its source: its prompts, each with a better response and a worse one. */
export const GOLD_SOURCE = "gold-pairs";

/** The same of the set that a study's own practice and attention pairs stand in. */
export const CHECKS_SOURCE = "study-checks";
