import type { CSSProperties } from "react";
import { formatRange } from "@/components/results/format-figures";
import { findCell, formatRate, isSure, toShade } from "@/components/results/leaderboard/heat-cells";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { HeatCell } from "@/lib/results/analysis-schema";

const HATCHED = "bg-[repeating-linear-gradient(135deg,transparent_0_5px,var(--color-rule)_5px_6px)]";

type Props = { models: string[]; cells: HeatCell[] };

/** Every pair's win rate in a table, shaded by how far from even it is. */
export function HeatMap({ models, cells }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys
    <section className="relative overflow-x-auto" tabIndex={0} aria-label="Win rates, scrolls sideways">
      <table
        className="w-full min-w-(--least) table-fixed border-separate border-spacing-0.5"
        style={{ "--least": `${8.5 + models.length * 4.25}rem` } as CSSProperties}
      >
        <thead>
          <tr>
            <th scope="col" className="sticky start-0 w-34 bg-paper">
              <span className="sr-only">Row model</span>
            </th>
            {models.map((model) => (
              <th
                key={model}
                scope="col"
                className="p-1 align-bottom text-note leading-tight font-normal [overflow-wrap:anywhere] text-muted"
              >
                {model}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model}>
              <th
                scope="row"
                className="sticky start-0 z-1 bg-paper pe-2 text-start leading-tight font-normal [overflow-wrap:anywhere]"
              >
                {model}
              </th>
              {models.map((opponent) => (
                <Cell key={opponent} isSelf={model === opponent} cell={findCell(cells, model, opponent)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ isSelf, cell }: { isSelf: boolean; cell: HeatCell | null }) {
  if (isSelf || cell === null) {
    return (
      <td className={`h-14 ${HATCHED}`}>
        <span className="sr-only">{isSelf ? "the same model" : "no votes"}</span>
      </td>
    );
  }
  const { winRate, votes } = cell;
  return (
    <td
      className="h-14 text-center leading-tight forced-color-adjust-none [print-color-adjust:exact]"
      style={winRate.ok ? toBackground(winRate.value.value) : undefined}
      title={winRate.ok ? formatTitle(cell) : winRate.reason}
    >
      <span className={`block ${isSure(winRate) ? "font-bold" : ""}`}>
        {winRate.ok ? formatRate(winRate.value.value) : "–"}
      </span>
      <span className="text-note">
        {formatCount(votes)}
        <span className="sr-only"> votes</span>
      </span>
    </td>
  );
}

/** A second way to what the table below says in full. */
function formatTitle({ model, opponent, votes, winRate }: HeatCell): string {
  if (!winRate.ok) return "";
  const between = formatRange(winRate.value.interval, (end) => (100 * end).toFixed(1));
  return `${model} v ${opponent}: ${(100 * winRate.value.value).toFixed(1)}%, between ${between}, ${formatCounted(votes, "vote")}`;
}

function toBackground(rate: number): CSSProperties {
  const { side, share } = toShade(rate);
  const colour = side === "better" ? "var(--color-better)" : "var(--color-heat-low)";
  return {
    background: `color-mix(in oklab, ${colour} calc(var(--heat-full) * ${share.toFixed(3)}), var(--color-paper))`,
  };
}

const RAMP = [0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1];

/** Which shade is which rate. */
export function HeatRamp() {
  return (
    <div
      role="img"
      aria-label="Shades run from grey, the row model is worse, through none, even, to orange, the row model is better"
      className="grid gap-1.5 text-note"
    >
      <div className="grid grid-cols-7 gap-0.5">
        {RAMP.map((rate) => (
          <span
            key={rate}
            className={`h-3.5 forced-color-adjust-none [print-color-adjust:exact] ${rate === 0.5 ? "ring-1 ring-rule ring-inset" : ""}`}
            style={toBackground(rate)}
          />
        ))}
      </div>
      <div className="grid grid-cols-3 text-muted">
        <span>0% row worse</span>
        <span className="text-center">50</span>
        <span className="text-end">row better 100%</span>
      </div>
    </div>
  );
}
