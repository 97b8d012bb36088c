import { z } from "zod";
import type { CorpusFormat, QueryFormat } from "@/lib/formats/corpus-registry";
import type { SealedCuration } from "@/lib/prompts/curate/commands/seal-curation";
import { curationOptionsSchema } from "@/lib/prompts/curate/options";
import { promptSetNameSchema } from "@/lib/prompts/schema";

export const CORPUS_FORMATS = [
  "sharegpt",
  "hc3",
  "oig",
  "stanford-alpaca",
  "anthropic-hh",
  "webgpt",
  "summarisation",
  "arena",
  "jsonl",
] as const;
export const QUERY_FORMATS = [
  "jsonl",
  "csv",
  "sharegpt",
  "arena",
  "hc3",
  "oig",
  "stanford-alpaca",
  "anthropic-hh",
  "webgpt",
  "koala-test-set",
  "self-instruct",
  "mt-bench",
  "alpaca-eval",
] as const;

export const corpusFormatSchema = z.enum(CORPUS_FORMATS, {
  error: `Give a corpus as FORMAT:FILE, with one of these formats: ${CORPUS_FORMATS.join(", ")}.`,
});

export const curatePromptsSchema = z.object({
  format: z.enum(QUERY_FORMATS, { error: `Give one of these formats: ${QUERY_FORMATS.join(", ")}.` }),
  /** The prompt set that sealing makes a version of. */
  set: promptSetNameSchema,
  /** As the raw file's publisher gives it. */
  licence: z
    .string()
    .trim()
    .max(200, { error: "A licence's name has at most 200 characters." })
    .nullable()
    .default(null),
  /** True: open for review, and sealed later. */
  draft: z.boolean().default(false),
  options: curationOptionsSchema.prefault({}),
});

export type CuratePromptsOptions = z.input<typeof curatePromptsSchema>;
/** `sealed`: null where it stays a draft. */
export type CuratedPrompts = { curationId: string; sealed: SealedCuration | null };

type Same<A, B> = [A, B] extends [B, A] ? true : never;
// the names above are written out, since a schema may be read in a browser and the readers may not
const sameFormats: [
  Same<CorpusFormat, (typeof CORPUS_FORMATS)[number]>,
  Same<QueryFormat, (typeof QUERY_FORMATS)[number]>,
] = [true, true];
void sameFormats;
