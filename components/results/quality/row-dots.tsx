"use client";

import {
  CartesianGrid,
  Scatter,
  ScatterChart,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { DotMark, type Mark, Whisker } from "@/components/results/quality/dot-mark";

/** One dot on a line of its own, with its interval and its figures in words. */
export type Dot = {
  value: number;
  interval: { low: number; high: number } | null;
  mark: Mark;
  /** Its figure, printed where there is room beside it. */
  text: string;
};

export type DotRow = {
  label: string;
  /** One inner list a line. */
  lines: { dots: Dot[]; lead?: string }[];
  reason?: string;
};

type Props = {
  rows: DotRow[];
  domain: [number, number];
  ticks: number[];
  formatTick: (tick: number) => string;
  /** What the dots are to be compared with. */
  reference: number | null;
};

const LANE = 24;
const AXIS = 28;
const SIDE = 14;
/** Parts words from the grid that they stand on. */
const HALO = "stroke-4 stroke-paper [paint-order:stroke]";

type Placed = Dot & { lane: number };

/** A row has its name on a line, and a line for each dot or group of dots: it needs no room at the side on a phone. */
function toLanes(rows: DotRow[]) {
  let lane = 0;
  return rows.map((row) => {
    const top = lane;
    lane += row.lines.length + (row.lines.length > 0 ? 1.6 : 1.4);
    return { row, top, bottom: lane };
  });
}

/** Dots with whiskers, a row a measure, on one axis. As wide as its place; as high as its rows want. */
export function RowDots({ rows, domain, ticks, formatTick, reference }: Props) {
  const lanes = toLanes(rows);
  const end = lanes.at(-1)?.bottom ?? 1;
  const dots: Placed[] = lanes.flatMap(({ row, top }) =>
    row.lines.flatMap(({ dots }, index) => dots.map((dot) => ({ ...dot, lane: top + 1.7 + index }))),
  );
  return (
    <ScatterChart
      responsive
      className="w-full noscript:hidden"
      style={{ height: end * LANE + AXIS }}
      margin={{ top: 0, right: SIDE, bottom: 0, left: SIDE }}
      accessibilityLayer={false}
    >
      <CartesianGrid horizontal={false} stroke="var(--color-rule)" />
      <XAxis
        type="number"
        dataKey="value"
        domain={domain}
        ticks={ticks}
        tickFormatter={formatTick}
        allowDataOverflow
        height={AXIS}
        interval={0}
        tickLine={false}
        axisLine={{ stroke: "var(--color-edge)" }}
        tick={{ fill: "var(--color-muted)", className: "text-note" }}
      />
      <YAxis type="number" dataKey="lane" domain={[0, end]} reversed allowDataOverflow hide />
      <RowNames lanes={lanes} reference={reference} />
      <Scatter data={dots} isAnimationActive={false} shape={DotShape} />
    </ScatterChart>
  );
}

type RowNamesProps = Pick<Props, "reference"> & { lanes: ReturnType<typeof toLanes> };

/** The line to compare with lies under the names that it crosses. */
function RowNames({ lanes, reference }: RowNamesProps) {
  const plot = usePlotArea();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (!plot || !toX || !toY) return null;
  const start = plot.x - SIDE;
  const line = reference === null ? undefined : toX(reference);
  return (
    <>
      {line !== undefined && (
        <path d={`M${line} ${plot.y}v${plot.height}`} stroke="var(--color-ink)" strokeDasharray="3 3" />
      )}
      {lanes.map(({ row, top, bottom }) => (
        <g key={row.label}>
          <path d={`M${start} ${toY(bottom)}h${plot.width + 2 * SIDE}`} stroke="var(--color-rule)" />
          <text
            x={start}
            y={toY(top + 0.9)}
            className="fill-ink stroke-paper stroke-4 font-medium text-ui [paint-order:stroke]"
          >
            {row.label}
            {row.reason && <tspan className="fill-muted font-normal text-note"> {row.reason}</tspan>}
          </text>
          {row.lines.map(
            ({ lead }, index) =>
              lead && (
                <text
                  key={lead}
                  x={start}
                  y={Number(toY(top + 1.7 + index)) + 4.5}
                  className={`${HALO} fill-muted text-note`}
                >
                  {lead}
                </text>
              ),
          )}
        </g>
      ))}
    </>
  );
}

/** Of a digit in the size that figures are printed in; pixels. */
const DIGIT = 7.4;
const GAP = 9;

function DotShape({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: unknown }) {
  const toX = useXAxisScale();
  const plot = usePlotArea();
  const { interval, mark, text } = payload as Placed;
  if (!toX || !plot) return null;
  const from = interval ? (toX(interval.low) ?? cx) : cx;
  const to = interval ? (toX(interval.high) ?? cx) : cx;
  const fits = to + GAP + text.length * DIGIT < plot.x + plot.width;
  return (
    <g className="forced-color-adjust-none">
      {interval && <Whisker from={from} to={to} y={cy} />}
      <DotMark x={cx} y={cy} mark={mark} />
      <text
        x={fits ? to + GAP : from - GAP}
        y={cy + 4.5}
        textAnchor={fits ? "start" : "end"}
        className={`${HALO} text-note ${mark.isPublished ? "fill-muted" : "fill-ink font-medium"}`}
      >
        {text}
      </text>
    </g>
  );
}
