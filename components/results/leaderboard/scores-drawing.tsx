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

type Props = { rows: LeaderboardRow[]; axis: ScoreAxis };

/** The leaderboard for a file: what its table says, on one axis. */
export function ScoresDrawing({ rows, axis }: Props) {
  const columns = toColumns(rows);
  const toX = (value: number) => columns.track + toPlace(axis, value) * TRACK;
  return (
    <g fontSize={14} fill={palette.ink}>
      <Head rows={rows} axis={axis} toX={toX} />
      {rows.map((row, index) => (
        <Row key={row.model} row={row} middle={HEAD + (index + 0.5) * ROW - 3} columns={columns} toX={toX} />
      ))}
    </g>
  );
}

function Head({ rows, axis, toX }: Props & { toX: (value: number) => number }) {
  const { score, best, votes } = toColumns(rows);
  const words = [
    ["Rank", 0, "start"],
    ["Model", NAME_X, "start"],
    ["Score", score, "end"],
    ["95% interval", score + 14, "start"],
    ["P(best)", best, "end"],
    ["Votes", votes, "end"],
  ] as const;
  return (
    <g fontSize={12} fill={palette.muted}>
      {words.map(([word, x, anchor]) => (
        <text key={word} x={x} y={14} textAnchor={anchor}>
          {word}
        </text>
      ))}
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <text x={toX(tick)} y={14} textAnchor="middle">
            {tick}
          </text>
          <path d={`M${toX(tick)} ${HEAD - 6}V${HEAD + rows.length * ROW}`} stroke={palette.rule} />
        </g>
      ))}
      <path d={`M0 ${HEAD - 6}H${votes}`} stroke={palette.edge} />
    </g>
  );
}

type RowProps = {
  row: LeaderboardRow;
  middle: number;
  columns: ReturnType<typeof toColumns>;
  toX: (value: number) => number;
};

function Row({ row, middle, columns: { score, best, votes }, toX }: RowProps) {
  const [from, to] = [toX(row.interval.low), toX(row.interval.high)];
  const whisker = `M${from} ${middle}H${to}M${from} ${middle - 5}v10M${to} ${middle - 5}v10`;
  const y = middle + 5;
  return (
    <g>
      <text x={0} y={y}>
        {formatRank(row)}
      </text>
      <text x={NAME_X} y={y} fontWeight={500}>
        {row.model}
      </text>
      <text x={score} y={y} textAnchor="end" fontWeight={600}>
        {formatScore(row.score)}
      </text>
      <text x={score + 14} y={y} fontSize={12} fill={palette.muted}>
        {formatRange(row.interval, formatScore)}
      </text>
      <path d={whisker} stroke={palette.whisker} strokeWidth={2} fill="none" />
      <circle cx={toX(row.score)} cy={middle} r={5} fill={palette.whisker} />
      <text x={best} y={y} textAnchor="end">
        {formatProbability(row.pBest)}
      </text>
      <text x={votes} y={y} textAnchor="end">
        {formatCount(row.votes)}
      </text>
      <path d={`M0 ${middle + ROW / 2}H${votes}`} stroke={palette.rule} />
    </g>
  );
}
