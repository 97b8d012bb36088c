"use client";

import {
  CartesianGrid,
  ReferenceLine,
  Scatter,
  ScatterChart,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { PredictionMark } from "@/components/results/leaderboard/prediction-mark";
import { PREDICTED, type Prediction, toTicks } from "@/components/results/leaderboard/predictions";
import { THEME as palette } from "@/components/results/palette";

const TICK = { fontSize: 13, fill: palette.muted };
const EVEN = [
  { x: 50, y: 50 },
  { x: 100, y: 100 },
] as const;

type Props = {
  predictions: Prediction[];
  /** Where the axis of what was observed begins; percent. */
  floor: number;
};

/** What was observed over what the scores predict; a dot on the line is a pair that they describe exactly. */
export function PredictionChart({ predictions, floor }: Props) {
  return (
    <ScatterChart
      responsive
      className="h-88 w-full"
      margin={{ top: 8, right: 12, bottom: 26, left: 8 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke={palette.rule} />
      <XAxis
        {...{ type: "number", dataKey: "x", domain: PREDICTED, ticks: toTicks(50), tick: TICK, tickLine: false }}
        stroke={palette.edge}
        label={{ value: "Predicted, %", position: "insideBottom", offset: -18, fontSize: 13, fill: palette.ink }}
      />
      <YAxis
        {...{ type: "number", dataKey: "y", domain: [floor, 100], ticks: toTicks(floor), tick: TICK, tickLine: false }}
        stroke={palette.edge}
        width={56}
        label={{ value: "Observed, %", angle: -90, position: "insideLeft", offset: 6, fontSize: 13, fill: palette.ink }}
      />
      <ReferenceLine segment={EVEN} stroke={palette.edge} strokeDasharray="5 4" />
      {/* gives the axes their data; the marks below are drawn on their scales */}
      <Scatter data={predictions.map(toPoint)} shape={() => <g />} isAnimationActive={false} />
      <Marks predictions={predictions} />
    </ScatterChart>
  );
}

function toPoint({ predicted, observed }: Prediction) {
  return { x: 100 * predicted, y: 100 * observed };
}

function Marks({ predictions }: { predictions: Prediction[] }) {
  const [toX, toY] = [useXAxisScale(), useYAxisScale()];
  if (!toX || !toY) return null;
  const place = (percent: number) => toY(percent) ?? 0;
  return predictions.map((prediction) => (
    <PredictionMark
      key={prediction.pair}
      prediction={prediction}
      x={toX(100 * prediction.predicted) ?? 0}
      toY={place}
      palette={palette}
    />
  ));
}
