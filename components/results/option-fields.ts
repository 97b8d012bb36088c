import type { TieView } from "@/components/results/matrix-bars";
import type { OptionField } from "@/components/results/options-form";
import type { Analysis, AnalysisOptions } from "@/lib/results/analysis-schema";
import { TIE_RULES } from "@/lib/stats/estimate";

type Words<T extends string> = Record<T, string>;

const TIE_VIEWS: Words<TieView> = {
  show: "Show ties",
  better_or_tied: "Better or tied",
  half: "Half a win",
  dropped: "Drop ties",
};

const ESTIMANDS: Words<AnalysisOptions["estimand"]> = {
  prompts_like_these: "Prompts like these",
  these_prompts: "These prompts alone",
};

const AGGREGATIONS: Words<AnalysisOptions["aggregation"]> = {
  votes: "Each vote",
  prompts: "Each prompt",
  majority: "Each comparison’s majority",
};

const SCORE_MODELS: Words<AnalysisOptions["scoreModel"]> = {
  bradley_terry: "Bradley–Terry, ties half",
  davidson: "Davidson, ties modelled",
  rao_kupper: "Rao–Kupper, ties modelled",
};

const ORDERS = { false: "Not modelled", true: "Modelled" };
const RATERS = { false: "All but excluded", true: "All" };

function toChoices(words: Words<string>): OptionField["choices"] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function toList(
  name: keyof AnalysisOptions,
  label: string,
  words: Words<string>,
  options: AnalysisOptions,
): OptionField {
  return { name, label, value: String(options[name]), choices: toChoices(words), look: "list" };
}

/** A name, or all: "" in the address, and null in the options. */
function toFilter(name: "promptSet" | "category", label: string, all: string, names: string[], value: string | null) {
  if (names.length < 2) return [];
  const choices = [{ value: "", label: all }, ...names.map((one) => ({ value: one, label: one }))];
  return [{ name, label, value: value ?? "", choices, look: "list" as const }];
}

/** How ties are shown, from the address; what is not known there is as if it were not said. */
export function toTieView(said: string | string[] | undefined): TieView {
  return TIE_RULES.find((rule) => rule === said) ?? "show";
}

/** What the comparisons depend on. */
export function toResultsFields({ options, filters }: Analysis, view: TieView): OptionField[] {
  return [
    { name: "ties", label: "Ties", value: view, choices: toChoices(TIE_VIEWS), look: "row" },
    ...toFilter("category", "Category", "All categories", filters.categories, options.category),
    toList("withExcluded", "Raters", RATERS, options),
    toList("estimand", "Interval for", ESTIMANDS, options),
    toList("aggregation", "Weigh alike", AGGREGATIONS, options),
  ];
}

/** What the ranking depends on. */
export function toLeaderboardFields({ options, filters }: Analysis): OptionField[] {
  return [
    ...toFilter("promptSet", "Prompt set", "All prompt sets", filters.promptSets, options.promptSet),
    ...toFilter("category", "Category", "All categories", filters.categories, options.category),
    toList("scoreModel", "Score", SCORE_MODELS, options),
    toList("orderEffect", "Effect of standing first", ORDERS, options),
    toList("withExcluded", "Raters", RATERS, options),
    toList("estimand", "Interval for", ESTIMANDS, options),
  ];
}

/** What the checks depend on. */
export function toQualityFields({ options, filters }: Analysis): OptionField[] {
  return [
    ...toFilter("promptSet", "Prompt set", "All prompt sets", filters.promptSets, options.promptSet),
    ...toFilter("category", "Category", "All categories", filters.categories, options.category),
    toList("withExcluded", "Raters", RATERS, options),
  ];
}

/** What the address says beside what a form offers: kept by the form. */
export function toKept(
  query: Record<string, string | string[] | undefined>,
  fields: OptionField[],
): Record<string, string> {
  const offered = new Set(fields.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      typeof value === "string" && !offered.has(name) ? [[name, value] as const] : [],
    ),
  );
}
