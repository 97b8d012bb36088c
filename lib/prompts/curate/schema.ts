import { z } from "zod";
import type { CardCorpus, CardSource, PromptSetCard } from "@/lib/prompts/card";
import type { StepCount } from "@/lib/prompts/curate/count-steps";
import type { CurationOptions } from "@/lib/prompts/curate/options";
import { DROPPING_STEPS } from "@/lib/prompts/curate/query";
import type { PromptTurn } from "@/lib/prompts/schema";

/** A reviewer's word on some queries of a curation; null: the steps' word holds again. */
export const reviewSchema = z.object({
  curationId: z.uuid({ error: "Give the curation's id." }),
  externalIds: z
    .array(z.string())
    .min(1, { error: "Name at least one query." })
    .max(10_000, { error: "Name at most 10,000 queries at once." }),
  byHand: z.enum(["kept", "dropped"]).nullable(),
});

/** Which queries of a curation to list. */
export const queryFilterSchema = z.enum(["kept", "dropped", "by-hand", ...DROPPING_STEPS], {
  error: `Give one of: kept, dropped, by-hand, ${DROPPING_STEPS.join(", ")}.`,
});

export type Review = z.input<typeof reviewSchema>;
export type QueryFilter = z.infer<typeof queryFilterSchema>;

export type CurationSummary = {
  id: string;
  setName: string;
  source: CardSource;
  createdAt: Date;
  /** Of the set, that sealing made; the newest first. */
  versions: number[];
};

export type CurationDetail = CurationSummary & {
  corpora: CardCorpus[];
  options: CurationOptions;
  steps: StepCount[];
  /** After the steps and by hand, before the sample. */
  kept: number;
  droppedByHand: number;
  cleaned: number;
};

export type ReviewedQuery = {
  externalId: string;
  /** In the raw file, from 1; and the line it begins on. */
  position: number;
  line: number;
  turns: PromptTurn[];
  original: PromptTurn[] | null;
  category: string;
  droppedBy: string | null;
  dropReason: string | null;
  dropEvidence: string | null;
  byHand: "kept" | "dropped" | null;
};

export type QueryPage = {
  queries: ReviewedQuery[] /** The position after which the next page begins; null on the last one. */;
  nextAfter: number | null;
};

export type PromptSetCardDetail = {
  name: string;
  version: number;
  promptCount: number;
  /** SHA-256, hex: of the prompts; and of the card with it. */
  digest: string;
  cardHash: string | null;
  card: PromptSetCard | null;
  curationId: string | null;
};
