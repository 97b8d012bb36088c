import type { PanelColumn, PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import type { Estimated, Figure, PairAnalysis } from "@/lib/results/analysis-schema";

type Pick = (pair: PairAnalysis) => PanelValue;

const named = (name: string, pick: Pick) => ({ name, pick });

/** A figure as four columns: its value, its standard error and the ends of its interval. */
function estimated(name: string, pick: (pair: PairAnalysis) => Figure<Estimated>) {
  const of = (part: (value: Estimated) => number) => (pair: PairAnalysis) => {
    const figure = pick(pair);
    return figure.ok ? part(figure.value) : null;
  };
  return [
    named(
      name,
      of(({ value }) => value),
    ),
    named(
      `${name}_se`,
      of(({ standardError }) => standardError),
    ),
    named(
      `${name}_low`,
      of(({ interval }) => interval.low),
    ),
    named(
      `${name}_high`,
      of(({ interval }) => interval.high),
    ),
  ];
}

const COLUMNS: { name: string; pick: Pick }[] = [
  named("prompt_set", (pair) => pair.promptSet),
  named("model", (pair) => pair.model),
  named("opponent", (pair) => pair.opponent),
  named("better", (pair) => pair.better),
  named("tied", (pair) => pair.tied),
  named("both_bad", (pair) => pair.bothBad),
  named("worse", (pair) => pair.worse),
  named("cannot_judge", (pair) => pair.cannotJudge),
  named("votes", (pair) => pair.votes),
  named("raters", (pair) => pair.raters),
  named("prompts", (pair) => pair.prompts),
  ...estimated("better_share", (pair) => pair.betterShare),
  ...estimated("tied_share", (pair) => pair.tiedShare),
  ...estimated("worse_share", (pair) => pair.worseShare),
  ...estimated("better_or_tied_share", (pair) => pair.betterOrTied),
  ...estimated("win_rate", (pair) => pair.winRate),
  ...estimated("difference", (pair) => pair.difference),
  named("p", (pair) => (pair.p.ok ? pair.p.value : null)),
  named("holm_p", (pair) => (pair.holmP.ok ? pair.holmP.value : null)),
  named("published_better_percent", (pair) => pair.published?.better ?? null),
  named("published_tied_percent", (pair) => pair.published?.tied ?? null),
  named("published_worse_percent", (pair) => pair.published?.worse ?? null),
];

/** Everything that the matrix shows, and its counts. Shares and differences are 0 to 1. */
export function toMatrixNumbers(pairs: PairAnalysis[]): PanelNumbers {
  const columns: PanelColumn[] = COLUMNS.map(({ name }) => ({ name }));
  return { columns, rows: pairs.map((pair) => COLUMNS.map(({ pick }) => pick(pair))) };
}
