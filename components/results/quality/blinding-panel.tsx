import { formatBetween, formatDecimal } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { NumbersTable } from "@/components/results/panel-table";
import { toFigureValues } from "@/components/results/quality/figure-values";
import { formatCounted } from "@/components/ui/format";
import type { Blinding } from "@/lib/results/analysis-schema";

/** Whether raters knew what they judged; where a study does not ask, nothing. */
export function BlindingPanel({ blinding }: { blinding: Blinding | null }) {
  if (blinding === null) return null;
  const { question, right, wrong, unknown, index } = blinding;
  const rows = [
    ["Named one of these models", right],
    ["Named others only", wrong],
    ["Named none", unknown],
  ] as const;
  const numbers: PanelNumbers = {
    columns: [
      { name: "answer", head: "Answer", kind: "row" },
      { name: "raters", head: "Raters" },
      ...["index", "index_se", "index_low", "index_high", "index_reason"].map((name) => ({ name })),
    ],
    rows: rows.map(([answer, raters]) => [answer, raters, ...toFigureValues(index)]),
  };
  return (
    <Panel
      id="blinding"
      title="Did raters know the models?"
      withFigure={false}
      withoutTable
      lead={say(blinding)}
      howToRead={
        <>
          At the end raters were asked: “{question}” Bang’s blinding index is the share that named one of the study’s
          models less the share that named others only: 1 where everybody knew, 0 where nobody did or right and wrong
          guesses are as many, below 0 where guesses mislead. A name may be right by luck, the more so the better known
          the models are, so that an index above 0 is no proof that they were told apart. Who did not come to the
          question is not counted.
        </>
      }
      numbers={numbers}
    >
      {right + wrong + unknown > 0 && <NumbersTable label="What raters took the models for" numbers={numbers} />}
    </Panel>
  );
}

function say({ right, wrong, unknown, index }: Blinding): string {
  const asked = right + wrong + unknown;
  if (asked === 0) return index.ok ? "" : index.reason;
  const knew = `${right.toLocaleString("en")} of ${formatCounted(asked, "rater")} named one of these models.`;
  if (!index.ok) return `${knew} ${index.reason}`;
  const { value, interval } = index.value;
  const said = `${knew} Blinding index ${formatDecimal(value)}, ${formatBetween(interval, formatDecimal)}`;
  return interval.low > 0 ? `${said}: more guesses are right than wrong, beyond chance.` : `${said}.`;
}
