"use client";

import { Bar, BarChart, CartesianGrid, usePlotArea, XAxis, YAxis } from "recharts";
import { formatBucketEnd } from "@/components/results/quality/decision-times";
import { toRoundTicks } from "@/components/results/round-ticks";
import { formatCount, formatDuration } from "@/components/ui/format";
import type { DataQuality } from "@/lib/results/analysis-schema";

type Props = { buckets: DataQuality["decisionTimes"]; medianMs: number | null };

const LEFT = 44;
const TOP = 26;

/** Votes by the time they took. Buckets stand side by side with their ends written where they meet. */
export function DecisionTimeChart({ buckets, medianMs }: Props) {
  const ticks = toRoundTicks(Math.max(4, ...buckets.map(({ votes }) => votes)), true);
  return (
    <BarChart
      responsive
      className="h-64 w-full noscript:hidden pair:h-72"
      data={buckets.map((bucket, index) => ({ ...bucket, index }))}
      margin={{ top: TOP, right: 16, bottom: 26, left: 0 }}
      barCategoryGap={1}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--color-rule)" />
      <XAxis dataKey="index" hide />
      <YAxis
        width={LEFT}
        tickLine={false}
        axisLine={false}
        ticks={ticks}
        domain={[0, ticks.at(-1) ?? 4]}
        tickFormatter={formatCount}
        tick={{ fill: "var(--color-muted)", className: "text-note" }}
      />
      <Bar dataKey="votes" fill="var(--color-muted)" isAnimationActive={false} activeBar={false} />
      <BucketEnds buckets={buckets} />
      {medianMs !== null && <Median buckets={buckets} medianMs={medianMs} />}
    </BarChart>
  );
}

/** A label of "5 min" and the air about it. Pixels. */
const LABEL_WIDTH = 48;

function BucketEnds({ buckets }: Pick<Props, "buckets">) {
  const plot = usePlotArea();
  if (!plot) return null;
  const step = plot.width / buckets.length;
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const foot = plot.y + plot.height;
  return (
    <g>
      <path d={`M${plot.x} ${foot}h${plot.width}`} stroke="var(--color-edge)" />
      {buckets.map(({ fromMs }, index) => (
        <g key={fromMs}>
          <path d={`M${plot.x + index * step} ${foot}v4`} stroke="var(--color-edge)" />
          {index % every === 0 && (
            <text x={plot.x + index * step} y={foot + 18} textAnchor="middle" className="fill-muted text-note">
              {formatBucketEnd(fromMs)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

function Median({ buckets, medianMs }: { buckets: Props["buckets"]; medianMs: number }) {
  const plot = usePlotArea();
  if (!plot) return null;
  const step = plot.width / buckets.length;
  const index = buckets.findLastIndex(({ fromMs }) => fromMs <= medianMs);
  const bucket = buckets[index];
  if (!bucket) return null;
  const part = bucket.toMs === null ? 0.5 : (medianMs - bucket.fromMs) / (bucket.toMs - bucket.fromMs);
  const x = plot.x + (index + part) * step;
  return (
    <g>
      <path d={`M${x} ${plot.y - 8}V${plot.y + plot.height}`} stroke="var(--color-paper)" strokeWidth={4} />
      <path
        d={`M${x} ${plot.y - 8}V${plot.y + plot.height}`}
        stroke="var(--color-ink)"
        strokeWidth={1.5}
        strokeDasharray="4 3"
      />
      <text
        x={x}
        y={plot.y - 12}
        textAnchor={x > plot.x + plot.width - 80 ? "end" : x < plot.x + 80 ? "start" : "middle"}
        className="fill-ink font-medium text-note"
      >
        median {formatDuration(medianMs)}
      </text>
    </g>
  );
}
