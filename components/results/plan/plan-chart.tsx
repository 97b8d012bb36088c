"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import type { WorkedOut } from "@/components/results/plan/work-out-plan";
import { toRoundTicks } from "@/components/results/round-ticks";
import { formatCount } from "@/components/ui/format";

const TICK = { fill: "var(--color-muted)", className: "text-note" };
/** Parts words from the lines that they stand on. */
const HALO = "stroke-4 stroke-paper [paint-order:stroke]";

/** Half-width against votes: more on the same prompts, and on more prompts; with the planned study, and what is wanted. */
export function PlanChart({ workedOut }: { workedOut: WorkedOut }) {
  const { moreVotes, morePrompts, plan, votes, wantedHalfWidth } = workedOut;
  const points = moreVotes.map((point, index) => ({
    votes: point.votes,
    moreVotes: 100 * point.halfWidth,
    morePrompts: 100 * (morePrompts[index]?.halfWidth ?? point.halfWidth),
  }));
  const ticks = toRoundTicks(100 * Math.min(1, Math.max(2.2 * plan.halfWidth, 1.3 * wantedHalfWidth)), false);
  return (
    <LineChart
      responsive
      className="h-72 w-full noscript:hidden"
      data={points}
      margin={{ top: 16, right: 16, bottom: 22, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--color-rule)" />
      <XAxis
        dataKey="votes"
        type="number"
        domain={[0, "dataMax"]}
        tickCount={5}
        tickFormatter={formatCount}
        tickLine={false}
        tickMargin={6}
        axisLine={{ stroke: "var(--color-edge)" }}
        tick={TICK}
        label={{ value: "votes in all", position: "insideBottomRight", offset: -14, ...TICK }}
      />
      <YAxis
        width={52}
        domain={[0, ticks.at(-1) ?? 100]}
        ticks={ticks}
        allowDataOverflow
        tickFormatter={(tick: number) => (tick === 0 ? "0" : `±${Number(tick.toPrecision(6))}`)}
        tickLine={false}
        axisLine={false}
        tick={TICK}
      />
      <ReferenceLine y={100 * wantedHalfWidth} stroke="var(--color-muted)" strokeDasharray="2 4" />
      <Line
        dataKey="morePrompts"
        stroke="var(--color-ink)"
        strokeWidth={2}
        strokeDasharray="7 4"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="moreVotes"
        stroke="var(--color-ink)"
        strokeWidth={2}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Planned
        votes={votes}
        halfWidth={100 * plan.halfWidth}
        wanted={100 * wantedHalfWidth}
        isReached={(moreVotes.at(-1)?.halfWidth ?? 0) < wantedHalfWidth}
      />
    </LineChart>
  );
}

type PlannedProps = {
  votes: number;
  halfWidth: number;
  wanted: number;
  /** At the end of the line; the words stand on the side where the lines do not end. */
  isReached: boolean;
};

function Planned({ votes, halfWidth, wanted, isReached }: PlannedProps) {
  const plot = usePlotArea();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (!plot || !toX || !toY) return null;
  const [x, y, line] = [toX(votes) ?? 0, toY(halfWidth) ?? 0, toY(wanted) ?? 0];
  return (
    <>
      <circle cx={x} cy={y} r={5.5} fill="var(--color-ink)" stroke="var(--color-paper)" strokeWidth={1.5} />
      <text x={x + 10} y={y - 9} className={`${HALO} fill-ink font-medium text-note`}>
        this plan, ±{halfWidth.toFixed(1)}
      </text>
      <text
        x={plot.x + plot.width}
        y={isReached ? line - 7 : line + 16}
        textAnchor="end"
        className={`${HALO} fill-muted text-note`}
      >
        narrow enough, ±{wanted.toFixed(1)}
      </text>
    </>
  );
}
