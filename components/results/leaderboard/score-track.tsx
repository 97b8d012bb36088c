import { type ScoreAxis, toPlace } from "@/components/results/leaderboard/score-axis";
import type { LeaderboardRow } from "@/lib/results/analysis-schema";

type Props = { row: LeaderboardRow; axis: ScoreAxis; withGrid?: boolean };

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** A score as a dot on the axis that all rows share, its interval as a whisker. The row says both in figures. */
export function ScoreTrack({ row, axis, withGrid = false }: Props) {
  const [from, to] = [toPlace(axis, row.interval.low), toPlace(axis, row.interval.high)];
  return (
    <span aria-hidden="true" className={`relative block forced-color-adjust-none ${withGrid ? "h-11" : "h-5"}`}>
      {withGrid &&
        axis.ticks.map((tick) => (
          <span
            key={tick}
            className="absolute inset-y-0 border-s border-rule"
            style={{ insetInlineStart: percent(toPlace(axis, tick)) }}
          />
        ))}
      <span
        className="absolute top-[calc(50%-5px)] h-2.5 border-x-2 border-whisker before:absolute before:inset-x-0 before:top-1 before:h-0.5 before:bg-whisker [print-color-adjust:exact]"
        style={{ insetInlineStart: percent(from), inlineSize: percent(to - from) }}
      />
      <span
        className="absolute top-[calc(50%-5px)] -ms-[5px] size-2.5 rounded-full bg-whisker [print-color-adjust:exact]"
        style={{ insetInlineStart: percent(toPlace(axis, row.score)) }}
      />
    </span>
  );
}

/** The numbers over the rows' tracks. */
export function ScoreTicks({ axis }: { axis: ScoreAxis }) {
  return (
    <span aria-hidden="true" className="relative block h-5">
      {axis.ticks.map((tick) => (
        <span
          key={tick}
          className="absolute -translate-x-1/2"
          style={{ insetInlineStart: percent(toPlace(axis, tick)) }}
        >
          {tick}
        </span>
      ))}
    </span>
  );
}
