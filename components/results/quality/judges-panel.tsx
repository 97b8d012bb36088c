import { formatBetween, formatPercent } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import { toFigureValues } from "@/components/results/quality/figure-values";
import type { DataQuality } from "@/lib/results/analysis-schema";

/** How far models as judges agree with raters; where no model judged, nothing. */
export function JudgesPanel({ agreement }: { agreement: DataQuality["humanModelAgreement"] }) {
  if (agreement === null) return null;
  return (
    <Panel
      id="judges"
      title="Do models as judges agree with raters?"
      withFigure={false}
      withoutTable
      howToRead="Votes of models as judges are never counted with those of raters. This is the chance that a model’s vote and a rater’s on the same comparison are the same; compare it with how far two raters agree."
      numbers={{
        columns: ["agreement", "agreement_se", "agreement_low", "agreement_high", "reason"].map((name) => ({ name })),
        rows: [toFigureValues(agreement)],
      }}
    >
      <p className="max-w-measure text-read">{say(agreement)}</p>
    </Panel>
  );
}

function say(agreement: NonNullable<DataQuality["humanModelAgreement"]>): string {
  if (!agreement.ok) return agreement.reason;
  const { value, interval } = agreement.value;
  return `A model and a rater say the same in ${formatPercent(value)} of votes on the same comparison, ${formatBetween(interval, formatPercent)}.`;
}
