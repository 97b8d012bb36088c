import { formatRange } from "@/components/results/format-figures";
import { formatProbability, formatRank, formatScore } from "@/components/results/leaderboard/format-rank";
import type { ScoreAxis } from "@/components/results/leaderboard/score-axis";
import { ScoreTrack } from "@/components/results/leaderboard/score-track";
import { formatCounted } from "@/components/ui/format";
import type { LeaderboardRow } from "@/lib/results/analysis-schema";

type Props = { rows: LeaderboardRow[]; axis: ScoreAxis };

/** The leaderboard on a phone: an entry a model, three lines each. */
export function ScoreList({ rows, axis }: Props) {
  return (
    <ol className="border-t border-edge pair:hidden" aria-label="Scores">
      {rows.map((row) => (
        <li
          key={row.model}
          className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-baseline border-b border-rule py-2.5"
        >
          <span className="text-muted">
            <span className="sr-only">Rank </span>
            {formatRank(row)}
          </span>
          <span className="font-medium break-words">{row.model}</span>
          <span className="text-read font-semibold">{formatScore(row.score)}</span>
          <span className="col-span-2 col-start-2 px-[5px] py-1">
            <ScoreTrack row={row} axis={axis} />
          </span>
          <span className="note col-span-2 col-start-2 flex flex-wrap justify-between gap-x-4">
            <span>{formatRange(row.interval, formatScore)}</span>
            <span>P(best) {formatProbability(row.pBest)}</span>
            <span>{formatCounted(row.votes, "vote")}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
