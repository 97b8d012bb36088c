"use client";

import { formatPercent } from "@/components/results/format-figures";
import { type DotRow, RowDots } from "@/components/results/quality/row-dots";
import { toPairName } from "@/components/results/quality/side-bias-words";
import type { SideBias } from "@/lib/results/analysis-schema";

/** How often what stood first was chosen, beside a half. The axis is as wide as the widest interval wants. */
export function SideBiasChart({ rows, withSet }: { rows: SideBias[]; withSet: boolean }) {
  const reach = rows.flatMap(({ firstRate }) =>
    firstRate.ok ? [firstRate.value.interval.low, firstRate.value.interval.high] : [],
  );
  const widest = Math.max(0.05, ...reach.map((end) => Math.abs(end - 0.5)));
  const half = Math.min(0.5, Math.ceil(widest * 20) / 20);
  return (
    <RowDots
      rows={rows.map((row) => toDotRow(row, toPairName(row, withSet)))}
      domain={[0.5 - half, 0.5 + half]}
      ticks={[-1, -0.5, 0, 0.5, 1].map((part) => 0.5 + part * half)}
      formatTick={(tick) => formatPercent(tick, Number.isInteger(Math.round(tick * 1000) / 10) ? 0 : 1)}
      reference={0.5}
    />
  );
}

function toDotRow({ firstRate }: SideBias, label: string): DotRow {
  if (!firstRate.ok) return { label, lines: [], reason: firstRate.reason };
  const { value, interval } = firstRate.value;
  return {
    label,
    lines: [{ dots: [{ value, interval, mark: { shape: "disc", isPublished: false }, text: formatPercent(value) }] }],
  };
}
