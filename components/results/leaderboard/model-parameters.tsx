import { formatDecimal, formatPercent, formatRange } from "@/components/results/format-figures";
import { toChance, toTieChance } from "@/components/results/leaderboard/predictions";
import type { AnalysisOptions, Estimated, Figure, Leaderboard } from "@/lib/results/analysis-schema";

type Props = { leaderboard: Leaderboard; options: AnalysisOptions };

/** What the score model holds beside the scores. */
export function ModelParameters({ leaderboard: { orderEffect, tieParameter }, options }: Props) {
  if (orderEffect === null && tieParameter === null) return null;
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters" className="mb-4">
        Order and ties
      </h2>
      <dl className="grid max-w-measure gap-4">
        {orderEffect && (
          <div>
            <dt className="font-medium">Standing first</dt>
            <dd>{explain(orderEffect, explainOrder)}</dd>
          </div>
        )}
        {tieParameter && options.scoreModel !== "bradley_terry" && (
          <div>
            <dt className="font-medium">Ties</dt>
            <dd>{explain(tieParameter, explainTies(options.scoreModel))}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function explain(figure: Figure<Estimated>, say: (estimated: Estimated) => string): string {
  return figure.ok ? say(figure.value) : figure.reason;
}

function explainOrder({ value, interval }: Estimated): string {
  const toRate = (logOdds: number) => formatPercent(toChance(logOdds));
  const between = `${formatRange(interval, (end) => formatDecimal(end))}`;
  const finding =
    interval.low <= 0 && interval.high >= 0
      ? "The votes show no effect of standing first."
      : `The response that stands ${value > 0 ? "first" : "second"} is favoured.`;
  return `${finding} Of two equals the first wins ${toRate(value)} of decided votes, between ${formatRange(interval, toRate)} (log-odds ${formatDecimal(value)}, ${between}). The scores are free of it.`;
}

function explainTies(model: "davidson" | "rao_kupper") {
  const name = model === "davidson" ? "Davidson’s ν" : "Rao and Kupper’s θ";
  const toRate = (parameter: number) => formatPercent(toTieChance(model, parameter));
  return ({ value, interval }: Estimated) =>
    `Two equals tie in ${toRate(value)} of votes, between ${formatRange(interval, toRate)} (${name} ${formatDecimal(value)}, ${formatRange(interval, (end) => formatDecimal(end))}).`;
}
