import { Panel } from "@/components/results/panel";
import { VotesChart } from "@/components/results/plan/votes-chart";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { formatCount, formatCounted, formatDay, formatTime } from "@/components/ui/format";
import type { ProgressAnalysis } from "@/lib/results/analysis-schema";

const TITLE = "Votes over time";

type Props = Pick<ProgressAnalysis, "votesOverTime" | "votesWanted"> & { isImported: boolean };

export function VotesPanel({ votesOverTime, votesWanted, isImported }: Props) {
  const last = votesOverTime.at(-1);
  if (!last) {
    return (
      <EmptyPanel id="votes" title={TITLE}>
        {isImported ? "The imported file does not say when its votes were cast." : "No vote has come in yet."}
      </EmptyPanel>
    );
  }
  return (
    <Panel
      id="votes"
      title={TITLE}
      label={describe(votesOverTime, votesWanted)}
      howToRead={
        <>
          All current votes up to each moment, in UTC. The line rises when votes come in, and stays level between.
          {votesWanted !== null && " The dashed line is where all comparisons have the votes that the study wants."}
        </>
      }
      numbers={{
        columns: [
          { name: "at", head: "Time, UTC", kind: "row", format: (at) => toMoment(String(at)) },
          { name: "votes", head: "Votes so far" },
        ],
        rows: votesOverTime.map(({ at, votes }) => [at, votes]),
      }}
    >
      <VotesChart votesOverTime={votesOverTime} votesWanted={votesWanted} />
    </Panel>
  );
}

function toMoment(at: string): string {
  return `${formatDay(new Date(at))}, ${formatTime(new Date(at))}`;
}

function describe(points: Props["votesOverTime"], wanted: number | null): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return TITLE;
  const of = wanted === null ? "" : ` of ${formatCount(wanted)} wanted`;
  return `${TITLE}. From ${toMoment(first.at)} to ${toMoment(last.at)}: ${formatCounted(last.votes, "vote")}${of}.`;
}
