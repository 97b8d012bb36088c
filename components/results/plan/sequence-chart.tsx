"use client";

import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { formatPoints } from "@/components/results/format-figures";
import type { SequencePoint } from "@/lib/results/analysis-schema";

type Props = {
  /** Stands in the drawing, so that it is in the file too. */
  name: string;
  points: SequencePoint[];
  /** Shared by the panels that stand together: differences, −1 to 1, and raters. */
  domain: { low: number; high: number; raters: number };
};

const TICK = { fill: "var(--color-muted)", className: "text-note" };

/** The difference so far, in a band that holds at all looks together; one panel a pair. */
export function SequenceChart({ name, points, domain }: Props) {
  return (
    <ComposedChart
      responsive
      className="h-56 w-full noscript:hidden"
      data={points.map(({ raters, value, interval }) => ({
        raters,
        value,
        // a band that leaves the picture is cut at its edge
        band: [Math.max(domain.low, interval.low), Math.min(domain.high, interval.high)],
      }))}
      margin={{ top: 34, right: 12, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <text x={0} y={15} className="fill-ink font-semibold text-ui">
        {name}
      </text>
      <CartesianGrid vertical={false} stroke="var(--color-rule)" />
      <XAxis
        dataKey="raters"
        type="number"
        domain={[0, domain.raters]}
        ticks={toRaterTicks(domain.raters)}
        tickLine={false}
        tickMargin={6}
        axisLine={{ stroke: "var(--color-edge)" }}
        tick={TICK}
      />
      <YAxis
        width={44}
        domain={[domain.low, domain.high]}
        ticks={toPointTicks(domain)}
        allowDataOverflow
        tickFormatter={(tick: number) => formatPoints(tick, 0)}
        tickLine={false}
        axisLine={false}
        tick={TICK}
      />
      <Area
        type="stepAfter"
        dataKey="band"
        stroke="var(--color-edge)"
        strokeWidth={1}
        fill="var(--color-rule)"
        fillOpacity={0.8}
        activeDot={false}
        isAnimationActive={false}
      />
      <ReferenceLine y={0} stroke="var(--color-ink)" strokeDasharray="3 3" />
      <Line
        type="stepAfter"
        dataKey="value"
        stroke="var(--color-ink)"
        strokeWidth={2}
        dot={points.length === 1}
        activeDot={false}
        isAnimationActive={false}
      />
    </ComposedChart>
  );
}

function toPointTicks({ low, high }: Props["domain"]): number[] {
  return low < 0 && high > 0 ? [low, low / 2, 0, high / 2, high] : [low, (low + high) / 2, high];
}

/** Nought, the end, and round numbers of raters between. */
export function toRaterTicks(raters: number): number[] {
  const step = [5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].find((size) => raters / size <= 4) ?? raters / 4;
  const round = Array.from({ length: Math.floor(raters / step) + 1 }, (_, index) => index * step);
  return round;
}
