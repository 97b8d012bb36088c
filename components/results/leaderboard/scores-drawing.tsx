import { formatRange } from "@/components/results/format-figures";
import { formatProbability, formatRank, formatScore } from "@/components/results/leaderboard/format-rank";
import { type ScoreAxis, toPlace } from "@/components/results/leaderboard/score-axis";
import { THEME as palette } from "@/components/results/palette";
import { formatCount } from "@/components/ui/format";
import type { LeaderboardRow } from "@/lib/results/analysis-schema";

/** Pixels. */
const ROW = 30;
const HEAD = 28;
const NAME_X = 52;
const LETTER = 7.6;
const TRACK = 320;

function toColumns(rows: LeaderboardRow[]) {
  const name = Math.max(80, ...rows.map(({ model }) => Math.ceil([...model].length * LETTER)));
  const score = NAME_X + name + 56;
  const track = score + 130;
  return { score, track, best: track + TRACK + 70, votes: track + TRACK + 134 };
}

export function toScoresSize(rows: LeaderboardRow[]): { width: number; height: number } {
  return { width: toColumns(rows).votes + 2, height: HEAD + rows.length * ROW + 4 };
}

/** The leaderboard for a file: what its table says, on one axis. */
export function ScoresDrawing({ rows, axis }: { rows: LeaderboardRow[]; axis: ScoreAxis }) {
  const { score, track, best, votes } = toColumns(rows);
  const toX = (value: number) => track + toPlace(axis, value) * TRACK;
  const bottom = HEAD + rows.length * ROW;
  return (
    <g fontSize={14} fill={palette.ink}>
      <g fontSize={12} fill={palette.muted}>
        <text x={0} y={14}>
          Rank
        </text>
        <text x={NAME_X} y={14}>
          Model
        </text>
        <text x={score} y={14} textAnchor="end">
          Score
        </text>
        <text x={score + 14} y={14}>
          95% interval
        </text>
        <text x={best} y={14} textAnchor="end">
          P(best)
        </text>
        <text x={votes} y={14} textAnchor="end">
          Votes
        </text>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <text x={toX(tick)} y={14} textAnchor="middle">
              {tick}
            </text>
            <path d={`M${toX(tick)} ${HEAD - 6}V${bottom}`} stroke={palette.rule} />
          </g>
        ))}
      </g>
      <path d={`M0 ${HEAD - 6}H${votes}`} stroke={palette.edge} />
      {rows.map((row, index) => {
        const middle = HEAD + (index + 0.5) * ROW - 3;
        const [from, to] = [toX(row.interval.low), toX(row.interval.high)];
        const caps = `M${from} ${middle}H${to}M${from} ${middle - 5}v10M${to} ${middle - 5}v10`;
        return (
          <g key={row.model}>
            <text x={0} y={middle + 5}>
              {formatRank(row)}
            </text>
            <text x={NAME_X} y={middle + 5} fontWeight={500}>
              {row.model}
            </text>
            <text x={score} y={middle + 5} textAnchor="end" fontWeight={600}>
              {formatScore(row.score)}
            </text>
            <text x={score + 14} y={middle + 5} fontSize={12} fill={palette.muted}>
              {formatRange(row.interval, formatScore)}
            </text>
            <path d={caps} stroke={palette.whisker} strokeWidth={2} fill="none" />
            <circle cx={toX(row.score)} cy={middle} r={5} fill={palette.whisker} />
            <text x={best} y={middle + 5} textAnchor="end">
              {formatProbability(row.pBest)}
            </text>
            <text x={votes} y={middle + 5} textAnchor="end">
              {formatCount(row.votes)}
            </text>
            <path d={`M0 ${middle + ROW / 2}H${votes}`} stroke={palette.rule} />
          </g>
        );
      })}
    </g>
  );
}
