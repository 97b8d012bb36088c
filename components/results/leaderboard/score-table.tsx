import { formatRange } from "@/components/results/format-figures";
import { formatProbability, formatRank, formatScore } from "@/components/results/leaderboard/format-rank";
import type { ScoreAxis } from "@/components/results/leaderboard/score-axis";
import { ScoreTicks, ScoreTrack } from "@/components/results/leaderboard/score-track";
import { formatCount } from "@/components/ui/format";
import type { LeaderboardRow } from "@/lib/results/analysis-schema";

type Props = { rows: LeaderboardRow[]; axis: ScoreAxis };

/** The leaderboard where there is room for all of it in a row; `ScoreList` stands in for it on a phone. */
export function ScoreTable({ rows, axis }: Props) {
  return (
    <table className="t max-pair:hidden" aria-label="Scores">
      <thead>
        <tr>
          <th scope="col" className="start w-18">
            Rank
          </th>
          <th scope="col" className="start">
            Model
          </th>
          <th scope="col">Score</th>
          <th scope="col" className="start">
            95% interval
          </th>
          <th scope="col" className="w-[40%] px-5!">
            <span className="sr-only">Score on an axis</span>
            <ScoreTicks axis={axis} />
          </th>
          <th scope="col">P(best)</th>
          <th scope="col">Votes</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.model}>
            <td className="start">{formatRank(row)}</td>
            <th scope="row" className="max-w-56 [overflow-wrap:anywhere] whitespace-normal!">
              {row.model}
            </th>
            <td className="text-read font-semibold">{formatScore(row.score)}</td>
            <td className="start note">{formatRange(row.interval, formatScore)}</td>
            <td className="px-5! py-0! align-middle!">
              <ScoreTrack row={row} axis={axis} withGrid />
            </td>
            <td>{formatProbability(row.pBest)}</td>
            <td>{formatCount(row.votes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
