import { z } from "zod";

export const BROWSE_SORTS = ["disagreement", "position"] as const;
export const BROWSE_OUTCOMES = ["any", "split", "unanimous", "tie", "both_bad", "cannot_judge", "flagged"] as const;

/** What of a study's prompts is wanted, as an address or the command line has it; what makes no sense is as if it were not there. */
export const browseSchema = z.object({
  /** In the prompt or in one of the responses to it, without regard to case. */
  search: z.string().trim().max(200).catch("").default(""),
  set: z.string().max(200).nullable().catch(null).default(null),
  /** "A\nB": two models' names, in any order. */
  pair: z
    .string()
    .max(500)
    .transform((pair) => pair.split("\n"))
    .pipe(z.tuple([z.string(), z.string()]))
    .nullable()
    .catch(null)
    .default(null),
  outcome: z.enum(BROWSE_OUTCOMES).catch("any").default("any"),
  sort: z.enum(BROWSE_SORTS).catch("disagreement").default("disagreement"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

export type BrowseFilter = z.infer<typeof browseSchema>;

export type BrowsedVote = {
  choice: "first" | "second" | "tie" | "both_bad" | "cannot_judge";
  /** The model chosen; null: none. */
  winner: string | null;
  reason: string | null;
  pseudonym: string;
  raterKind: "human" | "model";
  firstModel: string;
  /** Milliseconds; null: not measured. */
  decisionMs: number | null;
  /** Results leave it out: its rater is excluded, or another has the place. */
  isExcluded: boolean;
  /** "second:broken;both:offensive"; null: nothing was reported. */
  flags: string | null;
};

export type BrowsedComparison = {
  id: string;
  /** From 1; null: the whole conversation. */
  turn: number | null;
  modelA: string;
  modelB: string;
  /** An amendment took it out. */
  isWithdrawn: boolean;
  /** The probability that two of its votes that count differ; null: fewer than two. */
  disagreement: number | null;
  votes: BrowsedVote[];
};

export type BrowsedResponse = { id: string; model: string; turns: string[]; flags: string[]; namesItself: boolean };

export type BrowsedPrompt = {
  id: string;
  externalId: string;
  promptSet: string;
  category: string | null;
  turns: { text: string; input: string | null }[];
  /** In the study's order of models; none in an imported study that has no texts. */
  responses: BrowsedResponse[];
  comparisons: BrowsedComparison[];
};

export type BrowsePage = {
  prompts: BrowsedPrompt[];
  /** How many there are in all. */
  total: number;
  page: number;
  pages: number;
  /** What the filters can be set to. */
  sets: string[];
  pairs: [string, string][];
  /** A response may be withdrawn by an amendment: the study is frozen, and the actor may edit it. */
  mayAmend: boolean;
};
