import type { PanelColumn, PanelValue } from "@/components/results/panel-numbers";
import type { Estimated, Figure } from "@/lib/results/analysis-schema";

/** A figure's cells in a panel's numbers: value, standard error, interval, and why there is none. */
export function toFigureValues(figure: Figure<Estimated>): PanelValue[] {
  if (!figure.ok) return [null, null, null, null, figure.reason];
  const { value, standardError, interval } = figure.value;
  return [value, standardError, interval.low, interval.high, null];
}

type Format = (value: number, row: PanelValue[]) => string;

/**
 * The columns of these cells; the page shows the value and its interval in one.
 *
 * @param at place of the first of the columns in the row.
 */
export function toFigureColumns(name: string, head: string, at: number, format: Format): PanelColumn[] {
  const show = (value: PanelValue, row: PanelValue[]) => {
    if (typeof value !== "number") return String(row[at + 4] ?? "–");
    return `${format(value, row)} (${format(Number(row[at + 2]), row)} to ${format(Number(row[at + 3]), row)})`;
  };
  return [
    { name, head, format: show },
    { name: `${name}_se` },
    { name: `${name}_low` },
    { name: `${name}_high` },
    { name: `${name}_reason` },
  ];
}
