"use client";

import { Bar, BarChart, CartesianGrid, DefaultZIndexes, usePlotArea, XAxis, YAxis, ZIndexLayer } from "recharts";
import { PublishedMark, WhiskerMark } from "@/components/results/bar-marks";
import {
  hasRoom,
  type Bar as MatrixBar,
  PARTS,
  type Part,
  placeOutside,
  placeWhiskers,
} from "@/components/results/bars";
import { THEME } from "@/components/results/palette";
import { FIGURE_AT, PART_COLOURS } from "@/components/results/panel-svg";

/** Room that a figure outside a bar takes up; percent of the plot's height. */
const OUTSIDE_GAP = 5;

/** A bar's greatest width, in pixels, and the room at either side of it, of its column. */
const MOST_BAR = 84;
const GAP = 0.26;

type Datum = { index: number; bar: MatrixBar } & Record<Part, number>;
/** What the chart library hands to a shape; the bar's own size, and its datum. */
type Shape = { x?: unknown; y?: unknown; width?: unknown; height?: unknown; payload?: unknown };

function toDatum(bar: MatrixBar, index: number): Datum {
  const percent = (part: Part) => bar.segments.find((segment) => segment.part === part)?.percent ?? 0;
  return { index, bar, better: percent("better"), tied: percent("tied"), worse: percent("worse") };
}

/** The bars of one panel, as wide and as high as the place they are put in. Axis and labels stand around it as text. */
export function MatrixChart({ bars }: { bars: MatrixBar[] }) {
  return (
    <BarChart
      responsive
      className="size-full"
      data={bars.map(toDatum)}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={`${100 * GAP}%`}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--color-rule)" />
      <XAxis dataKey="index" hide />
      <YAxis hide domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} />
      {PARTS.map((part) => (
        <Bar
          key={part}
          dataKey={part}
          stackId="votes"
          maxBarSize={MOST_BAR}
          isAnimationActive={false}
          activeBar={false}
          shape={(shape: Shape) => <SegmentShape part={part} {...shape} />}
          background={part === "better" ? (shape: Shape) => <BesideBar {...shape} /> : false}
        />
      ))}
      <ZIndexLayer zIndex={DefaultZIndexes.label}>
        <Whiskers bars={bars} />
      </ZIndexLayer>
    </BarChart>
  );
}

function toBox({ x, y, width, height, payload }: Shape) {
  const box = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  const toY = (percent: number) => box.y + box.height * (1 - percent / 100);
  return { ...box, toY, bar: (payload as Datum).bar };
}

function SegmentShape({ part, ...shape }: Shape & { part: Part }) {
  const { x, y, width, height, bar } = toBox(shape);
  const segment = bar.segments.find((other) => other.part === part);
  if (!segment || !(height > 0)) return null;
  return (
    <g className="forced-color-adjust-none">
      <rect x={x} y={y} width={width} height={height} fill={THEME[PART_COLOURS[part].fill]} />
      {part === "worse" && height > 1 && (
        <rect x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} fill="none" stroke={THEME.worseEdge} />
      )}
      {part !== "worse" && <path d={`M${x} ${y}h${width}`} stroke={THEME.paper} strokeWidth={2} />}
      {hasRoom(segment) && (
        <text
          x={x + width * (bar.whiskers.length > 0 ? FIGURE_AT : 0.5)}
          y={y + height / 2}
          dominantBaseline="central"
          textAnchor="middle"
          fill={THEME[PART_COLOURS[part].text]}
          className="font-medium text-ui"
        >
          {segment.figure}
        </text>
      )}
    </g>
  );
}

/** Figures without room in the bar, before it; marks of published bars, behind it. Its box is the whole height of the plot. */
function BesideBar(shape: Shape) {
  const { x, width, height, toY, bar } = toBox(shape);
  if (bar.segments.length === 0 || !(height > 0)) return null;
  return (
    <g>
      {placeOutside(bar.segments, OUTSIDE_GAP).map(({ segment, at }) => (
        <text
          key={segment.part}
          x={x - 5}
          y={toY(at)}
          dominantBaseline="central"
          textAnchor="end"
          fill={THEME.ink}
          className="text-note"
        >
          {segment.figure}
        </text>
      ))}
      {bar.marks.map((percent) => (
        <PublishedMark key={percent} x={x + width + 3} y={toY(percent)} palette={THEME} />
      ))}
    </g>
  );
}

/** Over all bars: a bar has no shape of the library’s for two intervals of its own. */
function Whiskers({ bars }: { bars: MatrixBar[] }) {
  const plot = usePlotArea();
  if (!plot) return null;
  const column = plot.width / bars.length;
  const width = Math.min(MOST_BAR, column * (1 - 2 * GAP));
  const toY = (percent: number) => plot.y + plot.height * (1 - percent / 100);
  return bars.map((bar, index) => {
    const left = plot.x + (index + 0.5) * column - width / 2;
    return (
      <g key={bar.key}>
        {placeWhiskers(bar.whiskers).map(({ low, high, at }) => (
          <WhiskerMark key={at + low} x={left + width * at} top={toY(high)} bottom={toY(low)} palette={THEME} />
        ))}
      </g>
    );
  });
}
