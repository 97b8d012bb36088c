import { Panel } from "@/components/results/panel";
import { DecisionTimeChart } from "@/components/results/quality/decision-time-chart";
import { describeTimes, formatBucket } from "@/components/results/quality/decision-times";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import type { DataQuality } from "@/lib/results/analysis-schema";

const TITLE = "How long does a vote take?";

type Props = { buckets: DataQuality["decisionTimes"]; medianMs: number | null; isImported: boolean };

export function DecisionTimePanel({ buckets, medianMs, isImported }: Props) {
  const timed = buckets.reduce((sum, { votes }) => sum + votes, 0);
  if (timed === 0) {
    return (
      <EmptyPanel id="times" title={TITLE}>
        {isImported
          ? "The imported file says nothing about how long its raters took, so there is nothing to draw."
          : "No vote has been timed yet."}
      </EmptyPanel>
    );
  }
  return (
    <Panel
      id="times"
      title={TITLE}
      label={describeTimes(buckets, medianMs)}
      howToRead={
        <>
          Each column is the number of votes that took so long, from when both responses were on the screen until the
          choice. Columns do not cover equal times: their ends are written under them, and the last has no end. The
          dashed line is the median.
        </>
      }
      numbers={{
        columns: [
          { name: "time", head: "Time taken", kind: "row" },
          { name: "from_ms" },
          { name: "to_ms" },
          { name: "votes", head: "Votes" },
          {
            name: "share",
            head: "Share",
            format: (value) => `${(100 * Number(value)).toFixed(1)}%`,
          },
        ],
        rows: buckets.map((bucket) => [
          formatBucket(bucket),
          bucket.fromMs,
          bucket.toMs,
          bucket.votes,
          bucket.votes / timed,
        ]),
      }}
    >
      <DecisionTimeChart buckets={buckets} medianMs={medianMs} />
    </Panel>
  );
}
