import { Drawing } from "@/components/results/drawing";
import { formatPercent, formatRange } from "@/components/results/format-figures";
import { findCell } from "@/components/results/leaderboard/heat-cells";
import { HeatDrawing, toHeatSize } from "@/components/results/leaderboard/heat-drawing";
import { HeatMap, HeatRamp } from "@/components/results/leaderboard/heat-map";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import type { HeatCell } from "@/lib/results/analysis-schema";

type Props = { models: string[]; cells: HeatCell[]; method?: string; isConnected: boolean };

/** Who beats whom: the votes behind the scores, pair by pair. */
export function HeatPanel({ models, cells, method, isConnected }: Props) {
  const pairs = listPairs(models, cells);
  const isComplete = pairs.length === (models.length * (models.length - 1)) / 2;
  return (
    <Panel
      id="win-rates"
      title="Who beats whom"
      howToRead={
        <>
          Large figures: the row model’s win rate against the column model in percent, a tie counted as half. Bold: its
          95% interval leaves out 50. Small figures: votes. Hatched: no votes.{" "}
          {isComplete && isConnected && "Every pair was compared."} {method}
        </>
      }
      numbers={toNumbers(pairs)}
    >
      <div className="grid items-start gap-x-12 gap-y-6 pair:grid-cols-[minmax(0,42rem)_minmax(14rem,1fr)]">
        <HeatMap models={models} cells={cells} />
        <HeatRamp />
      </div>
      <Drawing {...toHeatSize(models)} shown="file">
        <HeatDrawing models={models} cells={cells} />
      </Drawing>
    </Panel>
  );
}

/** Each pair once, seen from the model that stands higher. */
export function listPairs(models: string[], cells: HeatCell[]): HeatCell[] {
  return models.flatMap((model, place) =>
    models.slice(place + 1).flatMap((opponent) => findCell(cells, model, opponent) ?? []),
  );
}

function toNumbers(pairs: HeatCell[]): PanelNumbers {
  const rate = (value: PanelValue) => (typeof value === "number" ? formatPercent(value) : "–");
  return {
    columns: [
      { name: "model", head: "Model", kind: "row" },
      { name: "opponent", head: "Against", kind: "words" },
      { name: "win_rate", head: "Win rate", format: rate },
      { name: "win_rate_low", head: "95% interval", format: (low, row) => formatInterval(low, row[4] ?? null) },
      { name: "win_rate_high" },
      { name: "votes", head: "Votes" },
    ],
    rows: pairs.map(({ model, opponent, winRate, votes }) => {
      const { value, interval } = winRate.ok ? winRate.value : { value: null, interval: null };
      return [model, opponent, value, interval?.low ?? null, interval?.high ?? null, votes];
    }),
  };
}

function formatInterval(low: PanelValue, high: PanelValue): string {
  if (typeof low !== "number" || typeof high !== "number") return "–";
  return formatRange({ low, high }, formatPercent);
}
