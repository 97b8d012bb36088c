"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { formatTimeTick, toTimeTicks } from "@/components/results/plan/time-ticks";
import { toRoundTicks } from "@/components/results/round-ticks";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { ProgressAnalysis } from "@/lib/results/analysis-schema";

type Props = Pick<ProgressAnalysis, "votesOverTime" | "votesWanted">;

const TICK = { fill: "var(--color-muted)", className: "text-note" };

/** All votes so far, against the votes wanted. It rises when a vote comes in and not between. */
export function VotesChart({ votesOverTime, votesWanted }: Props) {
  const points = votesOverTime.map(({ at, votes }) => ({ time: Date.parse(at), votes }));
  const first = points[0]?.time ?? 0;
  const last = points.at(-1)?.time ?? first;
  const most = Math.max(votesWanted ?? 0, points.at(-1)?.votes ?? 0);
  return (
    <LineChart
      responsive
      className="h-64 w-full noscript:hidden pair:h-72"
      data={points}
      margin={{ top: 24, right: 24, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--color-rule)" />
      <XAxis
        dataKey="time"
        type="number"
        scale="time"
        domain={["dataMin", "dataMax"]}
        ticks={toTimeTicks(first, last)}
        tickFormatter={formatTimeTick}
        tickLine={false}
        tickMargin={8}
        minTickGap={24}
        axisLine={{ stroke: "var(--color-edge)" }}
        tick={TICK}
      />
      <YAxis
        width={52}
        domain={[0, most]}
        ticks={toRoundTicks(Math.max(4, most), true).filter((tick) => tick <= most)}
        tickFormatter={formatCount}
        tickLine={false}
        axisLine={false}
        tick={TICK}
      />
      {votesWanted !== null && (
        <ReferenceLine
          y={votesWanted}
          stroke="var(--color-muted)"
          strokeDasharray="5 4"
          label={{
            value: `${formatCounted(votesWanted, "vote")} wanted`,
            position: "insideBottomRight",
            offset: 6,
            className: "fill-muted text-note",
            fill: "var(--color-muted)",
          }}
        />
      )}
      <Line
        type="stepAfter"
        dataKey="votes"
        stroke="var(--color-ink)"
        strokeWidth={2}
        dot={points.length === 1}
        activeDot={false}
        isAnimationActive={false}
      />
    </LineChart>
  );
}
