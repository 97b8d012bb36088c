import { type MajorityPair, toMajority } from "./majority";
import type { JudgedChoice } from "./records";
import type { DropReason, FormatWriter, WritablePair, WriterOptions, WriteSummary, Writing } from "./writer";

/** A vote that a writer's `toRows` cannot write, and why. */
export class Dropped {
  constructor(readonly reason: DropReason) {}
}

/** What is written: rows are joined to text a chunk at a time. */
export type Encoding<Row> = {
  head: string;
  /** @param isFirst no row was written before. */
  encode: (rows: Row[], isFirst: boolean) => string;
  tail: string;
};

// rows of texts are some kilobytes each: so many that a chunk is worth its system call, so few that it is no burden
const CHUNK_ROWS = 250;

export type WritableVote = WritablePair & Partial<Pick<MajorityPair, "counts">>;
export type ToRows<Row> = (vote: WritableVote, options: WriterOptions) => Row[] | Dropped;

/** The `write` of a format: drops and counts what it has no place for, turns the rest to rows, and rows to chunks. */
export function rowWriter<Row>(
  choices: FormatWriter["choices"],
  encoding: Encoding<Row>,
  toRows: ToRows<Row>,
): FormatWriter["write"] {
  return async function* write(pairs, options = {}): Writing {
    const summary: WriteSummary = { votes: 0, written: 0, rows: 0, dropped: {} };
    let rows: Row[] = [];
    let isFirst = true;
    if (encoding.head !== "") yield Buffer.from(encoding.head, "utf8");
    for await (const made of toKeptRows(pairs, choices, toRows, options, summary)) {
      rows.push(...made);
      if (rows.length < CHUNK_ROWS) continue;
      yield Buffer.from(encoding.encode(rows, isFirst), "utf8");
      isFirst = false;
      rows = [];
    }
    if (rows.length > 0) yield Buffer.from(encoding.encode(rows, isFirst), "utf8");
    if (encoding.tail !== "") yield Buffer.from(encoding.tail, "utf8");
    return summary;
  };
}

/** The rows of each vote that the format can hold; counts every vote in the summary. */
export async function* toKeptRows<Row>(
  pairs: AsyncIterable<WritablePair>,
  choices: FormatWriter["choices"],
  toRows: ToRows<Row>,
  options: WriterOptions,
  summary: WriteSummary,
): AsyncGenerator<Row[]> {
  const votes: AsyncIterable<WritableVote> = options.aggregation === "majority" ? toMajority(pairs) : pairs;
  for await (const vote of votes) {
    summary.votes += 1;
    const treatment = choices[vote.choice];
    const made =
      treatment === "dropped" ? new Dropped(reasonOf(vote.choice)) : toRows(treated(vote, treatment), options);
    if (made instanceof Dropped) {
      summary.dropped[made.reason] = (summary.dropped[made.reason] ?? 0) + 1;
      continue;
    }
    summary.written += 1;
    summary.rows += made.length;
    yield made;
  }
}

function treated(vote: WritableVote, treatment: "kept" | "as_tie"): WritableVote {
  return treatment === "as_tie" ? { ...vote, choice: "tie" } : vote;
}

function reasonOf(choice: JudgedChoice): DropReason {
  if (choice === "tie" || choice === "both_bad" || choice === "cannot_judge") return choice;
  throw new RangeError(`A format that drops "${choice}" would hold no preferences.`);
}

/** One object a line. U+2028 and U+2029 end a line for some readers, and are written as escapes. */
export const JSONL: Encoding<unknown> = {
  head: "",
  encode: (rows) => rows.map((row) => `${toJson(row)}\n`).join(""),
  tail: "",
};

/** One array of all rows, a row a line. */
export const JSON_ARRAY: Encoding<unknown> = {
  head: "[",
  encode: (rows, isFirst) =>
    rows.map((row, index) => `${isFirst && index === 0 ? "\n" : ",\n"}${toJson(row)}`).join(""),
  tail: "\n]\n",
};

function toJson(row: unknown): string {
  return JSON.stringify(row).replace(/[\u2028\u2029]/g, (mark) => (mark === "\u2028" ? "\\u2028" : "\\u2029"));
}
