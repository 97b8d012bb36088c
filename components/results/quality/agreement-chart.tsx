"use client";

import { formatDecimal } from "@/components/results/format-figures";
import {
  formatMeasure,
  formatPublished,
  MEASURE_WORDS,
  MEASURES_IN_ORDER,
  PUBLISHED_LEVELS,
} from "@/components/results/quality/agreement-words";
import { type Dot, type DotRow, RowDots } from "@/components/results/quality/row-dots";
import type { AgreementRow, Estimated, Figure } from "@/lib/results/analysis-schema";

const TICKS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];

/** Every measure there is on one scale, on which 1 is to agree always. */
export function AgreementChart({ rows }: { rows: AgreementRow[] }) {
  const lowest = Math.min(0, ...rows.flatMap((row) => [...toLow(row.withTies), ...toLow(row.withoutTies)]));
  // a fitting end among the ticks
  const start = TICKS.findLast((tick) => tick <= lowest) ?? -1;
  return (
    <RowDots
      rows={MEASURES_IN_ORDER.flatMap((measure) => rows.filter((row) => row.measure === measure).map(toDotRow))}
      domain={[start, 1]}
      ticks={TICKS.filter((tick) => tick >= start)}
      formatTick={(tick) => formatDecimal(tick, Number.isInteger(tick * 2) ? 1 : 2)}
      reference={null}
    />
  );
}

function toLow(figure: Figure<Estimated>): number[] {
  return figure.ok ? [figure.value.interval.low] : [];
}

function toDotRow(row: AgreementRow): DotRow {
  const own = [
    ...toDots(row.measure, row.withTies, { shape: "disc", isPublished: false }),
    ...toDots(row.measure, row.withoutTies, { shape: "diamond", isPublished: false }),
  ];
  const published = PUBLISHED_LEVELS.filter((level) => level.measure === row.measure);
  const line = published.map(
    ({ ties, share }): Dot => ({
      value: share,
      interval: null,
      mark: { shape: ties === "with" ? "disc" : "diamond", isPublished: true },
      text: formatPublished(share),
    }),
  );
  return {
    label: MEASURE_WORDS[row.measure].name,
    reason: own.length === 0 ? "no figure; the table says why" : undefined,
    lines: [
      ...own.map((dot) => ({ dots: [dot] })),
      ...(published[0] ? [{ dots: line, lead: `${published[0].source}, published` }] : []),
    ],
  };
}

function toDots(measure: AgreementRow["measure"], figure: Figure<Estimated>, mark: Dot["mark"]): Dot[] {
  if (!figure.ok) return [];
  const { value, interval } = figure.value;
  return [{ value, interval, mark, text: formatMeasure(measure, value) }];
}
