import { Drawing } from "@/components/results/drawing";
import { formatRank } from "@/components/results/leaderboard/format-rank";
import { toScoreAxis } from "@/components/results/leaderboard/score-axis";
import { ScoreList } from "@/components/results/leaderboard/score-list";
import { ScoreTable } from "@/components/results/leaderboard/score-table";
import { ScoresDrawing, toScoresSize } from "@/components/results/leaderboard/scores-drawing";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import type { LeaderboardRow } from "@/lib/results/analysis-schema";

type Props = { rows: LeaderboardRow[]; method?: string };

/** Every model on one scale: its rank as far as the votes tell it, its score and its interval. */
export function ScoresPanel({ rows, method }: Props) {
  const axis = toScoreAxis(rows.flatMap(({ interval }) => [interval.low, interval.high]));
  const tied = rows.find((row) => row.rankLow < row.rankHigh);
  return (
    <Panel
      id="scores"
      title="Scores"
      howToRead={
        <>
          400 points are odds of ten to one; the mean of all models is 1,000. {explainTies(tied)} P(best) is the
          probability that a model is the best of these. {method}
        </>
      }
      numbers={toNumbers(rows)}
      withoutTable
    >
      <ScoreTable rows={rows} axis={axis} />
      <ScoreList rows={rows} axis={axis} />
      <Drawing {...toScoresSize(rows)} shown="file">
        <ScoresDrawing rows={rows} axis={axis} />
      </Drawing>
    </Panel>
  );
}

function explainTies(tied: LeaderboardRow | undefined): string {
  if (!tied) return "A rank is one place where the votes tell a model from every other.";
  return `“${formatRank(tied)}” means that the votes leave open which of these places is the model’s.`;
}

function toNumbers(rows: LeaderboardRow[]): PanelNumbers {
  const names = ["rank_low", "rank_high", "arena_rank", "model", "score", "score_low", "score_high", "p_best", "votes"];
  return {
    columns: names.map((name) => ({ name })),
    rows: rows.map(({ rankLow, rankHigh, arenaRank, model, score, interval, pBest, votes }) => [
      ...[rankLow, rankHigh, arenaRank, model, score, interval.low, interval.high, pBest, votes],
    ]),
  };
}
