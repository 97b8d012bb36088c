import { isBlank } from "./blank";
import type { ByteStream } from "./decode-text";
import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";
import { readCsv } from "./read-csv";
import type { VoteChoice, VoteColumns, VoteRecord } from "./records";
import { refuseSameModel } from "./two-models";
import { type FoundColumns, findVoteColumns } from "./vote-columns";
import { toVoteTime } from "./vote-time";
import { toChoice } from "./winner";

/** Votes as a table, by people. The usual column names are known; `columns` says which they are where the file's differ. */
export async function* readCsvVotes(
  bytes: ByteStream,
  { columns: given = {} }: { columns?: VoteColumns } = {},
): AsyncGenerator<VoteRecord> {
  let columns: FoundColumns | null = null;
  const rows = readCsv(bytes, (header, line) => {
    columns = findVoteColumns(header, given, line);
  });
  for await (const { line, record } of rows) {
    // the header is always read first
    if (columns !== null) yield toVote(record, columns, line);
  }
}

function toVote(record: Record<string, string>, columns: FoundColumns, line: number): VoteRecord {
  const cell = (column: string): string => {
    const text = record[column]?.trim() ?? "";
    if (!isBlank(text)) return text;
    throw new FormatError({
      line,
      field: column,
      problem: `the cell "${column}" is empty`,
      mend: "Fill it in, or remove the row.",
    });
  };
  const optional = (column: string | null): string => (column === null ? "" : (record[column]?.trim() ?? ""));
  const first = cell(columns.left);
  const second = cell(columns.right);
  refuseSameModel(first, second, line, columns.right);
  const turn = optional(columns.turn);
  const time = optional(columns.time);
  return {
    line,
    rater: cell(columns.rater),
    raterKind: "human",
    first,
    second,
    prompt: cell(columns.prompt),
    turn: turn === "" ? null : toTurn(turn, line, columns.turn ?? "turn"),
    choice: winnerOf(cell(columns.winner), first, second, line, columns.winner),
    votedAt: time === "" ? null : toVoteTime(time, line, columns.time ?? "time"),
    turns: null,
    responses: null,
  };
}

/** A model's own name comes before the general words: where the models are called B and A, "A" is the second. */
function winnerOf(winner: string, first: string, second: string, line: number, field: string): VoteChoice {
  if (winner === first) return "first";
  if (winner === second) return "second";
  return toChoice(winner, line, field);
}

function toTurn(text: string, line: number, field: string): number {
  // a column with gaps comes out of pandas as 1.0
  if (/^[1-9]\d{0,5}(\.0)?$/.test(text)) return Number(text);
  throw new FormatError({
    line,
    field,
    problem: `the cell "${field}" is ${describeValue(text)}`,
    mend: "Write the number of the turn, from 1, or leave it empty where the whole conversation was judged.",
  });
}
