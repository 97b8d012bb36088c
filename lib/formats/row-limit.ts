import { FormatError } from "./format-error";

/** The longest line, array element or CSV row that is read: 16 Mi characters. A file without line ends stops here, not at the end of memory. */
export const ROW_LIMIT = 16 * 1024 * 1024;

export function refuseLongRow(length: number, line: number): void {
  if (length <= ROW_LIMIT) return;
  throw new FormatError({
    line,
    problem: "the record that begins here is longer than 16 MiB",
    mend: "Write one record on each line.",
  });
}
