import type { Prediction } from "@/components/results/leaderboard/predictions";
import type { Palette } from "@/components/results/palette";

type Props = { prediction: Prediction; x: number; toY: (percent: number) => number; palette: Palette };

/** A pair as a dot with its interval; outlined, and named, where the scores miss it. */
export function PredictionMark({ prediction, x, toY, palette }: Props) {
  const { predicted, observed, low, high, isOff, pair } = prediction;
  // its name stands on the side where the picture has room
  const isLeft = predicted < 0.72;
  const [top, middle, bottom] = [toY(100 * high), toY(100 * observed), toY(100 * low)];
  return (
    <g>
      <path d={`M${x} ${top}V${bottom}`} stroke={palette.whisker} strokeWidth={1.5} />
      <circle
        cx={x}
        cy={middle}
        r={isOff ? 5 : 4}
        fill={isOff ? palette.paper : palette.whisker}
        stroke={palette.whisker}
        strokeWidth={isOff ? 2 : 0}
      />
      {isOff && (
        <text
          x={isLeft ? x + 9 : x - 9}
          y={middle + 4}
          textAnchor={isLeft ? "start" : "end"}
          fontSize={12}
          fill={palette.ink}
        >
          {pair}
        </text>
      )}
    </g>
  );
}
