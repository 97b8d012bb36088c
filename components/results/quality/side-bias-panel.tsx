import { formatBetween, formatP, formatPercent, formatPoints } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { toFigureColumns, toFigureValues } from "@/components/results/quality/figure-values";
import { SideBiasChart } from "@/components/results/quality/side-bias-chart";
import { toPairName } from "@/components/results/quality/side-bias-words";
import type { DataQuality, SideBias } from "@/lib/results/analysis-schema";

const TITLE = "Does the side matter?";

/** More pairs than this are for the table. */
const MOST_DRAWN = 12;

type Props = Pick<DataQuality, "sideBias" | "sideBiasByPair"> & { isImported: boolean };

export function SideBiasPanel({ sideBias, sideBiasByPair, isImported }: Props) {
  if (!sideBias.firstRate.ok) {
    return (
      <EmptyPanel id="side-bias" title={TITLE}>
        {isImported && sideBias.votes === 0
          ? "The imported file does not say which response stood first, so whether it was chosen more often cannot be told."
          : sideBias.firstRate.reason}
      </EmptyPanel>
    );
  }
  const withSet = new Set(sideBiasByPair.map(({ pair }) => pair?.promptSet)).size > 1;
  const drawn = [sideBias, ...takeLargest(sideBiasByPair)];
  const isCut = drawn.length <= sideBiasByPair.length;
  return (
    <Panel
      id="side-bias"
      title={TITLE}
      label={describe(drawn, withSet)}
      howToRead={
        <>
          How often the response shown first was chosen, of the votes that chose one, with its 95% interval; the dashed
          line is a half, as it would be if the side did not matter. The table has the test of each, and the difference
          of better minus worse set right for the side: both orders weigh the same in it.
          {isCut && ` Drawn are all pairs together, and the ${MOST_DRAWN} with the most votes; the table has all.`}
        </>
      }
      numbers={toNumbers([sideBias, ...sideBiasByPair], withSet)}
    >
      <SideBiasChart rows={drawn} withSet={withSet} />
    </Panel>
  );
}

/** In their own order. */
function takeLargest(rows: SideBias[]): SideBias[] {
  const largest = new Set(rows.toSorted((one, other) => other.votes - one.votes).slice(0, MOST_DRAWN));
  return rows.filter((row) => largest.has(row));
}

function describe(rows: SideBias[], withSet: boolean): string {
  const said = rows.map((row) => {
    const { firstRate } = row;
    if (!firstRate.ok) return `${toPairName(row, withSet)}: ${firstRate.reason}`;
    const { value, interval } = firstRate.value;
    return `${toPairName(row, withSet)}: ${formatPercent(value)}, ${formatBetween(interval, formatPercent)}`;
  });
  return `Share of votes for the response shown first, beside 50%. ${said.join("; ")}`;
}

function toNumbers(rows: SideBias[], withSet: boolean): PanelNumbers {
  return {
    columns: [
      { name: "pair", head: "Pair", kind: "row" },
      { name: "prompt_set" },
      { name: "model" },
      { name: "opponent" },
      { name: "votes", head: "Votes for a side" },
      ...toFigureColumns("first_share", "First chosen, 95%", 5, (value) => formatPercent(value)),
      { name: "p", head: "p", format: (value) => (typeof value === "number" ? formatP(value) : "–") },
      ...toFigureColumns("adjusted_difference", "Difference set right, points", 11, (value) => formatPoints(value)),
    ],
    rows: rows.map((row) => [
      toPairName(row, withSet),
      row.pair?.promptSet ?? null,
      row.pair?.model ?? null,
      row.pair?.opponent ?? null,
      row.votes,
      ...toFigureValues(row.firstRate),
      row.p.ok ? row.p.value : null,
      ...toFigureValues(row.adjustedDifference),
    ]),
  };
}
