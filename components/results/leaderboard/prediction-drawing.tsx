import { PredictionMark } from "@/components/results/leaderboard/prediction-mark";
import { type Prediction, toTicks } from "@/components/results/leaderboard/predictions";
import { THEME as palette } from "@/components/results/palette";

/** Pixels. */
const PLOT = { start: 56, top: 8, width: 400, height: 280 };
export const PREDICTION_SIZE = { width: PLOT.start + PLOT.width + 16, height: PLOT.top + PLOT.height + 46 };

type Props = { predictions: Prediction[]; floor: number };

/** The chart for its file, for paper and for a browser without scripts. */
export function PredictionDrawing({ predictions, floor }: Props) {
  const { start, top, width, height } = PLOT;
  const toX = (percent: number) => start + ((percent - 50) / 50) * width;
  const toY = (percent: number) => top + (1 - (percent - floor) / (100 - floor)) * height;
  const bottom = top + height;
  return (
    <g fontSize={13} fill={palette.muted}>
      {toTicks(50).map((tick) => (
        <g key={tick} textAnchor="middle">
          <path d={`M${toX(tick)} ${top}V${bottom}`} stroke={palette.rule} />
          <text x={toX(tick)} y={bottom + 18}>
            {tick}
          </text>
        </g>
      ))}
      {toTicks(floor).map((tick) => (
        <g key={tick} textAnchor="end">
          <path d={`M${start} ${toY(tick)}H${start + width}`} stroke={palette.rule} />
          <text x={start - 8} y={toY(tick) + 4.5}>
            {tick}
          </text>
        </g>
      ))}
      <path d={`M${start} ${top}V${bottom}H${start + width}`} stroke={palette.edge} fill="none" />
      <path d={`M${toX(50)} ${toY(50)}L${toX(100)} ${toY(100)}`} stroke={palette.edge} strokeDasharray="5 4" />
      <g fill={palette.ink} textAnchor="middle">
        <text x={start + width / 2} y={bottom + 40}>
          Predicted, %
        </text>
        <text transform={`translate(14 ${top + height / 2}) rotate(-90)`}>Observed, %</text>
      </g>
      {predictions.map((prediction) => (
        <PredictionMark key={prediction.pair} {...{ prediction, toY, palette }} x={toX(100 * prediction.predicted)} />
      ))}
    </g>
  );
}
