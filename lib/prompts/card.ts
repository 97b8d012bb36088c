import { z } from "zod";

const fileSchema = z.object({
  fileName: z.string(),
  format: z.string(),
  /** Of the file's bytes: hex. */
  sha256: z.string(),
});

export const cardSourceSchema = fileSchema.extend({
  /** Where the file is published, and at which commit; null: it was given by hand. */
  repository: z.string().nullable(),
  commit: z.string().nullable(),
  licence: z.string().nullable(),
  /** Queries in the file. */
  queries: z.int(),
});

/** A training corpus that the queries were held against: how many texts it has. */
export const cardCorpusSchema = fileSchema.extend({ texts: z.int() });

const curationSchema = z.object({
  /** lib/prompts/curate/options.ts, with every threshold. */
  options: z.record(z.string(), z.unknown()),
  languageDetector: z.string(),
  corpora: z.array(cardCorpusSchema),
  /** In the steps' order: how many queries came, were dropped, and of these were taken back by hand. */
  steps: z.array(z.object({ step: z.string(), came: z.int(), dropped: z.int(), takenBack: z.int() })),
  /** By their ids. */
  takenBack: z.array(z.string()),
  droppedByHand: z.array(z.string()),
  /** Taken back from a step before the corpora, and so never held against them. */
  notHeldAgainstCorpora: z.int(),
  /** Prompts of the set whose text cleaning changed; their originals are kept beside them. */
  cleaned: z.int(),
  /** Kept, before the sample. */
  kept: z.int(),
});

/** A prompt set's pedigree: where it is from, and what was done to it. The order of the fields is that of its hash. */
export const promptSetCardSchema = z.object({
  source: cardSourceSchema,
  curation: curationSchema.nullable(),
  categories: z.array(z.object({ category: z.string(), prompts: z.int() })),
});

export type CardSource = z.infer<typeof cardSourceSchema>;
export type CardCorpus = z.infer<typeof cardCorpusSchema>;
export type PromptSetCard = z.infer<typeof promptSetCardSchema>;

/** How many prompts there are of each category, the most frequent first; "none" where a prompt has none. */
export function countCategories(prompts: { category: string | null }[]): PromptSetCard["categories"] {
  const counts = new Map<string, number>();
  for (const { category } of prompts) counts.set(category ?? "none", (counts.get(category ?? "none") ?? 0) + 1);
  return [...counts]
    .map(([category, count]) => ({ category, prompts: count }))
    .sort((one, other) => other.prompts - one.prompts || (one.category < other.category ? -1 : 1));
}
