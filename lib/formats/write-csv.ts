import { stringify } from "csv-stringify/sync";
import { guardFormula } from "./formula-guard";
import type { Encoding } from "./write-rows";

type Cell = string | number | null;

/**
 * CSV with a heading: UTF-8, comma, one line feed a row. Texts that a spreadsheet would run are guarded, numbers are not.
 * Null and an empty text are both an empty cell.
 */
export function csvEncoding(columns: readonly string[]): Encoding<Cell[]> {
  return { head: toCsv([[...columns]]), encode: toCsv, tail: "" };
}

export function toCsv(rows: Cell[][]): string {
  return stringify(
    rows.map((cells) => cells.map((cell) => (typeof cell === "string" ? guardFormula(cell) : cell))),
    // a carriage return ends a row for our reader and for spreadsheets, and is not the record delimiter, so it is named here
    { record_delimiter: "\n", quoted_match: /[\r\n]|^\s|\s$/ },
  );
}
