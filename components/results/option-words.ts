import type { TieView } from "@/components/results/matrix-bars";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";

type Words<T extends string> = Record<T, string>;

export const TIE_VIEW_WORDS: Words<TieView> = {
  show: "Show ties",
  better_or_tied: "Better or tied",
  half: "Half a win",
  dropped: "Drop ties",
};

export const ESTIMAND_WORDS: Words<AnalysisOptions["estimand"]> = {
  prompts_like_these: "Prompts like these",
  these_prompts: "These prompts only",
};

export const AGGREGATION_WORDS: Words<AnalysisOptions["aggregation"]> = {
  votes: "Each vote",
  prompts: "Each prompt",
  majority: "Majority of each comparison",
};

export const SCORE_MODEL_WORDS: Words<AnalysisOptions["scoreModel"]> = {
  bradley_terry: "Bradley–Terry, ties half",
  davidson: "Davidson, ties modelled",
  rao_kupper: "Rao–Kupper, ties modelled",
};

export function toChoices<T extends string>(words: Words<T>): { value: T; label: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }));
}
