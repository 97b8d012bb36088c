import type { ReactNode } from "react";

export type PanelValue = string | number | boolean | null;

export type PanelColumn = {
  /** In the CSV's first line: snake case, with its unit where it has one: `better_share`, `median_decision_ms`. */
  name: string;
  /** Over the column in the page; left out: the column stands in the CSV only. */
  head?: ReactNode;
  /** How the page writes a value; left out: as it is. The CSV has every digit. */
  format?: (value: PanelValue, row: PanelValue[]) => ReactNode;
  /** words: set from the start, may wrap. row: words that name the row. Left out: figures, set to the end. */
  kind?: "words" | "row";
};

/** The numbers behind a panel: one source for its table and its CSV. A row has one value a column, null where there is none. */
export type PanelNumbers = { columns: PanelColumn[]; rows: PanelValue[][] };

/** What crosses to the browser for the CSV. */
export type PlainNumbers = { names: string[]; rows: PanelValue[][] };

/** What a spreadsheet would run. Numbers are ours and stay as they are; a model's or a prompt's name may be anything. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function toCell(value: PanelValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A header and a line a row (RFC 4180, but with \n). Numbers are written so that reading them gives the same double. */
export function toCsv({ names, rows }: PlainNumbers): string {
  return [names, ...rows].map((row) => `${row.map(toCell).join(",")}\n`).join("");
}
