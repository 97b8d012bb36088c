import { z } from "zod";
import type { GoldFormat } from "@/lib/formats/gold-registry";
import type { PromptFormat, ResponseFormat, VoteFormat } from "@/lib/formats/registry";
import { modelNameSchema } from "@/lib/models/schema";
import { promptSetNameSchema } from "@/lib/prompts/schema";

export const PROMPT_FORMATS = ["koala-test-set", "self-instruct", "mt-bench", "alpaca-eval", "jsonl", "csv"] as const;
export const RESPONSE_FORMATS = ["mt-bench", "alpaca-eval", "jsonl", "csv"] as const;
export const VOTE_FORMATS = ["mt-bench", "arena", "csv"] as const;
export const GOLD_FORMATS = ["llmbar", "jsonl", "csv"] as const;
export const VOTE_COLUMNS = ["left", "right", "winner", "rater", "prompt", "turn", "time"] as const;

const LARGEST_SEED = 0xffff_ffff;

function format<const F extends readonly [string, ...string[]]>(formats: F) {
  return z.enum(formats, { error: `Give one of these formats: ${formats.join(", ")}.` });
}

export const importPromptsSchema = z
  .object({
    format: format(PROMPT_FORMATS),
    set: promptSetNameSchema,
    sample: z.int().min(1, { error: "A sample has at least one prompt." }).optional(),
    seed: z
      .int()
      .min(0)
      .max(LARGEST_SEED, { error: `A seed is a whole number from 0 to ${LARGEST_SEED}.` })
      .optional(),
  })
  .refine(({ sample, seed }) => (sample === undefined) === (seed === undefined), {
    error: "Give a sample size and a seed together, so that the same sample can be drawn again.",
  });

export const importResponsesSchema = z.object({
  format: format(RESPONSE_FORMATS),
  set: promptSetNameSchema,
  /** In place of the name that the file gives, or where it gives none. */
  model: modelNameSchema.optional(),
});

export const importGoldSchema = z.object({ format: format(GOLD_FORMATS), set: promptSetNameSchema });

export const promoteGoldSchema = z.object({
  /** Closed; its raters agreed without exception on what becomes gold. */
  study: z.string().trim().min(1, { error: "Name the study to take pairs from." }),
  set: promptSetNameSchema,
});

export const importVotesSchema = z
  .object({
    format: format(VOTE_FORMATS),
    study: z
      .string()
      .trim()
      .min(1, { error: "Give the study a name." })
      .max(200, { error: "A study's name has at most 200 characters." })
      .regex(/^\P{Cc}*$/u, { error: "A study's name is one line of visible characters." }),
    /** A prompt set that has the file's prompts by their ids. */
    set: promptSetNameSchema.optional(),
    columns: z.partialRecord(z.enum(VOTE_COLUMNS), z.string().min(1)).optional(),
  })
  .refine(({ format, columns }) => format === "csv" || columns === undefined, {
    error: "Columns are named for the format csv only.",
  });

export type ImportPromptsOptions = z.input<typeof importPromptsSchema>;
export type ImportGoldOptions = z.input<typeof importGoldSchema>;
export type PromoteGoldOptions = z.input<typeof promoteGoldSchema>;
export type ImportResponsesOptions = z.input<typeof importResponsesSchema>;
export type ImportVotesOptions = z.input<typeof importVotesSchema>;

/** unchanged: the same file was imported before, or holds nothing new; the database is as it was. */
type Outcome = { status: "imported" | "unchanged" };

export type ImportedPrompts = Outcome & { set: string; version: number; prompts: number };
export type ImportedGold = Outcome & { set: string; version: number; pairs: number };
export type ImportedResponses = Outcome & {
  set: string;
  version: number;
  models: string[];
  inserted: number;
  /** Were there already, with the same text. */
  unchanged: number;
  /** Of those inserted: nothing in them would be seen on a screen. */
  empty: number;
  /** Of those inserted: name their own model or its maker. */
  selfNaming: number;
};
export type ImportedVotes = Outcome & {
  study: string;
  /** In the file. */
  votes: number;
  raters: number;
  comparisons: number;
  prompts: number;
  models: number;
};

/** What an import's deed reports; how it ended is for runImport to say. */
export type Unfinished<T extends Outcome> = Omit<T, "status">;

type Same<A, B> = [A, B] extends [B, A] ? true : never;
// the names above are written out, since a schema may be read in a browser and the readers may not
const sameFormats: [
  Same<PromptFormat, (typeof PROMPT_FORMATS)[number]>,
  Same<ResponseFormat, (typeof RESPONSE_FORMATS)[number]>,
  Same<VoteFormat, (typeof VOTE_FORMATS)[number]>,
  Same<GoldFormat, (typeof GOLD_FORMATS)[number]>,
] = [true, true, true, true];
void sameFormats;
