import { ChartLegend } from "@/components/results/chart-legend";
import { formatRange } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import { AgreementChart } from "@/components/results/quality/agreement-chart";
import {
  formatMeasure,
  formatPublished,
  MEASURE_WORDS,
  MEASURES_IN_ORDER,
  PUBLISHED_LEVELS,
} from "@/components/results/quality/agreement-words";
import { LegendMark } from "@/components/results/quality/dot-mark";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { toFigureColumns, toFigureValues } from "@/components/results/quality/figure-values";
import { formatCounted } from "@/components/ui/format";
import type { AgreementRow, Estimated, Figure } from "@/lib/results/analysis-schema";

const TITLE = "Do raters agree?";

type Props = { rows: AgreementRow[]; sharedUnits: number };

export function AgreementPanel({ rows, sharedUnits }: Props) {
  if (sharedUnits === 0) {
    return (
      <EmptyPanel id="agreement" title={TITLE}>
        No comparison has votes of two raters yet, so nothing can be said about their agreement. It shows here once
        comparisons get more than one vote.
      </EmptyPanel>
    );
  }
  return (
    <Panel
      id="agreement"
      title={TITLE}
      label={describe(rows)}
      legend={<ChartLegend entries={LEGEND} />}
      howToRead={
        <>
          Each dot is one measure over the {formatCounted(sharedUnits, "comparison")} that got two votes or more, with
          its 95% bootstrap interval. What counts is the model that won, not the side it stood on. 1 is to agree always;
          for the coefficients 0 is what chance alone would give. Outlined marks are human levels that others published:
          MT-Bench 63% with ties and 81% without. Their prompts and models are not these, so they show what is usual and
          are no goal.
        </>
      }
      numbers={toNumbers(rows)}
    >
      <AgreementChart rows={rows} />
    </Panel>
  );
}

const LEGEND = [
  { label: "With ties", width: 22, mark: <LegendMark mark={{ shape: "disc", isPublished: false }} /> },
  { label: "Without ties", width: 22, mark: <LegendMark mark={{ shape: "diamond", isPublished: false }} /> },
  { label: "Published, with ties", width: 22, mark: <LegendMark mark={{ shape: "disc", isPublished: true }} /> },
  { label: "Published, without ties", width: 22, mark: <LegendMark mark={{ shape: "diamond", isPublished: true }} /> },
];

function inOrder(rows: AgreementRow[]): AgreementRow[] {
  return MEASURES_IN_ORDER.flatMap((measure) => rows.filter((row) => row.measure === measure));
}

function describe(rows: AgreementRow[]): string {
  const said = inOrder(rows).map(({ measure, withTies, withoutTies }) => {
    const figures = [`${say(measure, withTies)} with ties`, `${say(measure, withoutTies)} without`];
    return `${MEASURE_WORDS[measure].name}: ${figures.join(", ")}`;
  });
  return `Agreement of raters, with 95% intervals. ${said.join("; ")}`;
}

function say(measure: AgreementRow["measure"], figure: Figure<Estimated>): string {
  if (!figure.ok) return "no figure";
  const format = (value: number) => formatMeasure(measure, value);
  return `${format(figure.value.value)} (${formatRange(figure.value.interval, format)})`;
}

function toNumbers(rows: AgreementRow[]): PanelNumbers {
  const toMeasure = (row: PanelValue[]) => row[0] as AgreementRow["measure"];
  const format = (value: number, row: PanelValue[]) => formatMeasure(toMeasure(row), value);
  return {
    columns: [
      {
        name: "measure",
        head: "Measure",
        kind: "row",
        format: (_, row) => (
          <>
            {MEASURE_WORDS[toMeasure(row)].name} <span className="note">{MEASURE_WORDS[toMeasure(row)].means}</span>
          </>
        ),
      },
      ...toFigureColumns("with_ties", "With ties", 1, format),
      ...toFigureColumns("without_ties", "Without ties", 6, format),
      {
        name: "published",
        head: "Published",
        format: (value) => value ?? "",
      },
    ],
    rows: inOrder(rows).map((row) => [
      row.measure,
      ...toFigureValues(row.withTies),
      ...toFigureValues(row.withoutTies),
      PUBLISHED_LEVELS.filter((level) => level.measure === row.measure)
        .map(({ source, ties, share }) => `${source} ${formatPublished(share)} ${ties}`)
        .join(", ") || null,
    ]),
  };
}
