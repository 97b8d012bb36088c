import { z } from "zod";
import { categoryRulesSchema } from "./categories";

const share = (what: string) =>
  z
    .number()
    .min(0)
    .max(1, { error: `${what} is from 0 to 1.` });

/** What a curation does, with every threshold. The defaults are BAIR's where they published one. */
export const curationOptionsSchema = z
  .object({
    /** Jaccard similarity of character 5-grams; null: near-duplicates stay. */
    nearDuplicate: z
      .number()
      .gt(0)
      .max(1, { error: "The threshold of near-duplicates is above 0, at most 1." })
      .nullable()
      .default(0.8),
    /** ISO 639-1; empty: all languages stay. */
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/, { error: "Write a language as its two letters, such as en." }))
      .default(["en"]),
    /** How far a wanted language's score may be below the best one's. */
    languageMargin: share("The language margin").default(0.05),
    dropCode: z.boolean().default(true),
    dropPersonalData: z.boolean().default(true),
    dropUnsafe: z.boolean().default(true),
    /** 0 to 100; above it a query is contaminated. */
    bleu: z.number().min(0).max(100, { error: "BLEU's threshold is from 0 to 100." }).default(20),
    /** Share of a query's 13-word n-grams in one example; above it a query is contaminated. */
    containment: share("The threshold of containment").default(0),
    /** null: the default rules. */
    categories: categoryRulesSchema.nullable().default(null),
    sample: z
      .object({
        size: z.int().min(1, { error: "A sample has at least one prompt." }),
        seed: z.int().min(0).max(0xffff_ffff, { error: "A seed is a whole number from 0 to 4294967295." }),
        byCategory: z.boolean().default(false),
      })
      .nullable()
      .default(null),
  })
  .strict();

export type CurationOptions = z.output<typeof curationOptionsSchema>;
export type CurationInput = z.input<typeof curationOptionsSchema>;
