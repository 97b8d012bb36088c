import type { AnalysisPlan } from "@/lib/studies/schema";

/** What the results are about, and what a tie is in a win rate. */
export const ESTIMAND_WORDS: Record<AnalysisPlan["estimand"], string> = {
  prompts_like_these: "Prompts like these",
  these_prompts: "These prompts only",
};

export const AGGREGATION_WORDS: Record<AnalysisPlan["aggregation"], string> = {
  votes: "Each vote",
  prompts: "Each prompt",
  majority: "Each comparison’s majority",
};

export const TIE_RULE_WORDS: Record<AnalysisPlan["tieRule"], string> = {
  half: "A tie is half a win",
  dropped: "Ties are left out",
  better_or_tied: "A tie is a win",
};
