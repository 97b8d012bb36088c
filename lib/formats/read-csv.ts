import { CsvError, type Parser, parse } from "csv-parse";
import { detectDelimiter } from "./csv-delimiter";
import { type ByteStream, decodeText } from "./decode-text";
import { FormatError } from "./format-error";
import { refuseEmptyFile } from "./no-rows";
import { ROW_LIMIT } from "./row-limit";

type CsvRow = { line: number; record: Record<string, string> };

type Cells = { line: number; cells: string[] };

/**
 * Rows of a CSV file with a header line; comma, semicolon or tab, as the header has it. Cells are kept to the letter,
 * column names are trimmed, columns without a name and rows without a character are skipped.
 *
 * @param checkHeader called with the column names before any row; throws what it misses.
 * @throws {FormatError} names the line a row begins on.
 */
export async function* readCsv(
  bytes: ByteStream,
  checkHeader: (columns: string[], line: number) => void = () => {},
): AsyncGenerator<CsvRow> {
  const { delimiter, chunks } = await detectDelimiter(decodeText(bytes));
  let columns: string[] | null = null;
  let count = 0;
  for await (const { line, cells } of parseCells(chunks, delimiter)) {
    if (columns === null) {
      columns = cells.map((cell) => cell.trim());
      refuseRepeatedColumns(columns, line);
      checkHeader(columns.filter(Boolean), line);
      continue;
    }
    if (cells.every((cell) => cell === "")) continue;
    if (cells.length !== columns.length) throw wrongCellCount(cells.length, columns.length, line);
    yield { line, record: toRecord(columns, cells) };
    count += 1;
  }
  refuseEmptyFile(count);
}

/** A `checkHeader` that wants these columns. */
export function requireColumns(...wanted: string[]): (columns: string[], line: number) => void {
  return (columns, line) => {
    const missing = wanted.find((name) => !columns.includes(name));
    if (missing === undefined) return;
    throw new FormatError({
      line,
      field: missing,
      problem: `the column "${missing}" is missing`,
      mend: `The header has: ${columns.join(", ")}. It needs: ${wanted.join(", ")}.`,
    });
  };
}

async function* parseCells(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<Cells> {
  let rows: Cells[] = [];
  let line = 1;
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: ROW_LIMIT,
    raw: true,
    // rows are taken here, as they are parsed, and none goes on through the stream: a stream that fails drops the rows it
    // still holds, and the parser's own line count takes a CRLF inside a quoted cell for two lines
    on_record: (row) => {
      const { record, raw } = row as unknown as { record: string[]; raw: string };
      const blankLines = raw.length - raw.replace(/^[\r\n]+/, "").length;
      rows.push({ line: line + blankLines, cells: record });
      line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
      return null;
    },
  });
  // the failure comes back through the callbacks below; without a listener it would end the process as well
  parser.on("error", () => {});
  for await (const chunk of chunks) {
    const error = await write(parser, chunk);
    yield* rows;
    rows = [];
    if (error) throw toFormatError(error, line);
  }
  const error = await end(parser);
  yield* rows;
  if (error) throw toFormatError(error, line);
}

function write(parser: Parser, chunk: string): Promise<Error | null | undefined> {
  return new Promise((resolve) => parser.write(chunk, resolve));
}

function end(parser: Parser): Promise<Error | null | undefined> {
  return new Promise((resolve) => {
    parser.once("error", resolve);
    parser.end(() => resolve(null));
  });
}

function toFormatError(error: Error, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  const quoting = 'Put the cell in double quotes, and write a double quote inside it as "".';
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return new FormatError({
        line,
        problem: "a quoted cell of the row that begins here is never closed",
        mend: quoting,
      });
    case "CSV_MAX_RECORD_SIZE":
      return new FormatError({ line, problem: "the row that begins here is longer than 16 MiB", mend: quoting });
    default:
      return new FormatError({ line, problem: "a double quote stands in the wrong place", mend: quoting });
  }
}

function refuseRepeatedColumns(columns: string[], line: number): void {
  const repeated = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new FormatError({
    line,
    field: repeated,
    problem: `the header names the column "${repeated}" twice`,
    mend: "Rename or remove one of the two.",
  });
}

function wrongCellCount(found: number, expected: number, line: number): FormatError {
  return new FormatError({
    line,
    problem: `the row has ${found} ${found === 1 ? "cell" : "cells"} where the header has ${expected}`,
    mend: "Put a cell that holds the delimiter or a line end in double quotes.",
  });
}

function toRecord(columns: string[], cells: string[]): Record<string, string> {
  const named = columns.map((name, index): [string, string] => [name, cells[index] ?? ""]);
  return Object.fromEntries(named.filter(([name]) => name !== ""));
}
