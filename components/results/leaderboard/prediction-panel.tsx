import { Drawing } from "@/components/results/drawing";
import { formatP, formatPercent, formatPoints, formatRange } from "@/components/results/format-figures";
import { PredictionChart } from "@/components/results/leaderboard/prediction-chart";
import { PREDICTION_SIZE, PredictionDrawing } from "@/components/results/leaderboard/prediction-drawing";
import { type Prediction, toFloor } from "@/components/results/leaderboard/predictions";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import type { Leaderboard } from "@/lib/results/analysis-schema";

type Props = { predictions: Prediction[]; fit: Leaderboard["fit"]; method?: string };

/** Do the scores describe the pairs they were made from? */
export function PredictionPanel({ predictions, fit, method }: Props) {
  const floor = toFloor(predictions);
  const off = predictions.filter((prediction) => prediction.isOff);
  return (
    <Panel
      id="predictions"
      title="What the scores predict"
      label={describe(predictions)}
      lead={<p>{explainFit(fit)}</p>}
      howToRead={
        <>
          Each dot is a pair of models, seen from the one that the scores put first: its win rate as the scores predict
          it, and as the votes have it, with its 95% interval. On the dashed line both agree.{" "}
          {off.length > 0
            ? "Outlined and named: the prediction lies outside the interval."
            : "No prediction lies outside its pair’s interval."}{" "}
          {method}
        </>
      }
      numbers={toNumbers(predictions)}
    >
      <div className="max-w-[44rem]">
        <div className="noscript:hidden print:hidden">
          <PredictionChart predictions={predictions} floor={floor} />
        </div>
        <Drawing {...PREDICTION_SIZE} shown="still">
          <PredictionDrawing predictions={predictions} floor={floor} />
        </Drawing>
      </div>
    </Panel>
  );
}

function describe(predictions: Prediction[]): string {
  const said = predictions.map(
    ({ pair, predicted, observed }) => `${pair}: ${formatPercent(predicted, 0)}, ${formatPercent(observed, 0)}`,
  );
  return `Win rates predicted by the scores, and observed. ${said.join("; ")}`;
}

function explainFit(fit: Leaderboard["fit"]): string {
  if (!fit.ok) return fit.reason;
  const { statistic, degreesOfFreedom, p } = fit.value;
  const test =
    `Pearson’s χ² is ${statistic.toFixed(1)} on ${degreesOfFreedom} degrees of freedom, p = ${formatP(p)}`.replace(
      "= <",
      "< ",
    );
  return p < 0.05
    ? `One scale does not describe these votes well: pairs differ from what the scores predict by more than chance explains. ${test}. Read the pairs beside the ranking.`
    : `The pairs differ from what the scores predict by no more than chance explains. ${test}.`;
}

function toNumbers(predictions: Prediction[]): PanelNumbers {
  const percent = (value: PanelValue) => (typeof value === "number" ? formatPercent(value) : value);
  return {
    columns: [
      { name: "pair", head: "Pair", kind: "row" },
      { name: "predicted_win_rate", head: "Predicted", format: percent },
      { name: "observed_win_rate", head: "Observed", format: percent },
      {
        name: "observed_low",
        head: "95% interval",
        format: (_, row) => formatRange({ low: Number(row[3]), high: Number(row[4]) }, formatPercent),
      },
      { name: "observed_high" },
      { name: "observed_minus_predicted", head: "Difference, points", format: (value) => formatPoints(Number(value)) },
      { name: "votes", head: "Votes" },
    ],
    rows: predictions.map(({ pair, predicted, observed, low, high, votes }) => [
      ...[pair, predicted, observed, low, high, observed - predicted, votes],
    ]),
  };
}
