"use client";

import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import {
  hasRoom,
  PARTS,
  type Part,
  placeOutside,
  type Segment,
  toPublishedMarks,
  toSegments,
} from "@/components/results/bars";
import { THEME } from "@/components/results/palette";
import { PublishedMark } from "@/components/results/panel-svg";
import type { MatrixBar } from "@/lib/results/schema";

/** Room that a figure outside a bar takes up; percent of the plot's height. */
const OUTSIDE_GAP = 5;

const LOOK: Record<Part, { fill: string; text: string }> = {
  better: { fill: THEME.better, text: THEME.onBetter },
  tied: { fill: THEME.tied, text: THEME.onTied },
  worse: { fill: THEME.worse, text: THEME.onWorse },
};

type Datum = { index: number; bar: MatrixBar; segments: Segment[] } & Record<Part, number>;
/** What the chart library hands to a shape; the bar's own size, and its datum. */
type Shape = { x?: unknown; y?: unknown; width?: unknown; height?: unknown; payload?: unknown };

function toDatum(bar: MatrixBar, index: number): Datum {
  const segments = toSegments(bar);
  const [better, tied, worse] = segments.map((segment) => segment.percent);
  return { index, bar, segments, better: better ?? 0, tied: tied ?? 0, worse: worse ?? 0 };
}

/** The bars of one panel, as wide and as high as the place they are put in. Axis and labels stand around it as text. */
export function MatrixChart({ bars }: { bars: MatrixBar[] }) {
  return (
    <BarChart
      responsive
      className="size-full"
      data={bars.map(toDatum)}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap="26%"
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
          maxBarSize={84}
          isAnimationActive={false}
          activeBar={false}
          shape={(shape: Shape) => <SegmentShape part={part} {...shape} />}
          background={part === "better" ? (shape: Shape) => <BesideBar {...shape} /> : false}
        />
      ))}
    </BarChart>
  );
}

function toBox({ x, y, width, height, payload }: Shape) {
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height), datum: payload as Datum };
}

function SegmentShape({ part, ...shape }: Shape & { part: Part }) {
  const { x, y, width, height, datum } = toBox(shape);
  const segment = datum.segments.find((other) => other.part === part);
  if (!segment || !(height > 0)) return null;
  return (
    <g className="forced-color-adjust-none">
      <rect x={x} y={y} width={width} height={height} fill={LOOK[part].fill} />
      {part === "worse" && height > 1 && (
        <rect x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} fill="none" stroke={THEME.worseEdge} />
      )}
      {part !== "worse" && <path d={`M${x} ${y}h${width}`} stroke={THEME.paper} strokeWidth={2} />}
      {hasRoom(segment) && (
        <text
          x={x + width / 2}
          y={y + height / 2}
          dominantBaseline="central"
          textAnchor="middle"
          fill={LOOK[part].text}
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
  const { x, y, width, height, datum } = toBox(shape);
  const toY = (percent: number) => y + height * (1 - percent / 100);
  if (datum.segments.length === 0 || !(height > 0)) return null;
  return (
    <g>
      {placeOutside(datum.segments, OUTSIDE_GAP).map(({ segment, at }) => (
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
      {toPublishedMarks(datum.bar).map((percent) => (
        <PublishedMark key={percent} x={x + width + 3} y={toY(percent)} palette={THEME} />
      ))}
    </g>
  );
}
