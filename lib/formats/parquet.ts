import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { FormatError } from "./format-error";
import type { JudgedPair, PromptTurn } from "./records";
import { TABLE_COLUMNS, type TableColumn } from "./vote-columns-table";
import { REQUIRED_COLUMNS, toVote } from "./vote-table";
import { toKeptRows } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES, type WritablePair, type WriteSummary, type Writing } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "kept", cannot_judge: "kept" } as const;

// a row group is what is in memory at once; 2,000 rows of two responses are some megabytes
const GROUP_ROWS = 2_000;

const TYPES = { text: "STRING", number: "DOUBLE", time: "TIMESTAMP", boolean: "BOOLEAN" } as const;
const INTEGERS = new Set(["turn", "revision", "occasion", "trial_index", "decision_ms", "visible_ms", "strength"]);

/** Turns and responses are JSON texts: lists of one text a turn, and of text and input for the prompt. */
const TEXT_COLUMNS = {
  prompt_turns: (pair: WritablePair) => pair.turns,
  first_response: (pair: WritablePair) => pair.responses?.first,
  second_response: (pair: WritablePair) => pair.responses?.second,
};

/** The columns of the Parquet file: those of the vote table, and the texts. */
export const PARQUET_COLUMNS = [...TABLE_COLUMNS.map(({ name }) => name), ...Object.keys(TEXT_COLUMNS)];

async function* write(pairs: AsyncIterable<WritablePair>, options = {}): Writing {
  const summary: WriteSummary = { votes: 0, written: 0, rows: 0, dropped: {} };
  const bytes = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: toColumns([]) });
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: "eucalypt" });
  let group: WritablePair[] = [];
  for await (const rows of toKeptRows(pairs, CHOICES, (vote) => [vote], options, summary)) {
    group.push(...rows);
    if (group.length < GROUP_ROWS) continue;
    await writer.write({ columnData: toColumns(group), rowGroupSize: GROUP_ROWS });
    yield take(bytes);
    group = [];
  }
  if (group.length > 0) await writer.write({ columnData: toColumns(group), rowGroupSize: GROUP_ROWS });
  await writer.finish();
  yield take(bytes);
  return summary;
}

/** Every vote with all that is known of it, texts and all, for pandas, DuckDB and the Hugging Face Hub. */
export const parquetWriter: FormatWriter = {
  title: "Parquet with all columns and texts",
  extension: "parquet",
  mediaType: MEDIA_TYPES.parquet,
  needsTexts: true,
  choices: CHOICES,
  loses: [],
  write,
};

/** What was written since the last time: the writer goes on counting its offset, and its buffer begins again. */
function take(bytes: ByteWriter): Buffer {
  const taken = Buffer.from(bytes.getBytes());
  bytes.index = 0;
  return taken;
}

function toColumns(pairs: WritablePair[]) {
  const facts = TABLE_COLUMNS.map(({ name, kind, get, isOptional }) => ({
    name,
    type: INTEGERS.has(name) ? ("INT32" as const) : TYPES[kind],
    nullable: isOptional,
    offsetIndex: false,
    data: pairs.map((pair) => get(pair)),
  }));
  const texts = Object.entries(TEXT_COLUMNS).map(([name, get]) => ({
    name,
    type: "STRING" as const,
    nullable: true,
    offsetIndex: false,
    // texts hardly repeat within a row group, and statistics would copy their beginnings into the footer
    statistics: false,
    data: pairs.map((pair) => {
      const said = get(pair);
      return said ? JSON.stringify(said) : null;
    }),
  }));
  return [...facts, ...texts];
}

// the reader's own decoder takes a byte order mark off every text that begins with one
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const parsers = {
  stringFromBytes: (bytes: Uint8Array | undefined): string | undefined => bytes && decoder.decode(bytes),
};

/**
 * The rows of a Parquet file of ours, a row group in memory at a time.
 *
 * @param file anything that gives a range of bytes: a file, or a buffer.
 * @throws {FormatError} not Parquet, or without our columns.
 */
export async function* readParquetVotes(file: AsyncBuffer): AsyncGenerator<JudgedPair> {
  const metadata = await parquetMetadataAsync(file).catch(() => {
    throw new FormatError({
      problem: "this is not a Parquet file",
      mend: "Give a file that ends in .parquet and is complete.",
    });
  });
  const names = new Set(metadata.schema.map(({ name }) => name));
  const needed = [...REQUIRED_COLUMNS, ...Object.keys(TEXT_COLUMNS)];
  const missing = needed.find((name) => !names.has(name));
  if (missing !== undefined) {
    const problem = `the column "${missing}" is missing`;
    throw new FormatError({ field: missing, problem, mend: `It needs: ${needed.join(", ")}.` });
  }
  const columns = PARQUET_COLUMNS.filter((name) => names.has(name));
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, columns, parsers });
    for (const [index, row] of rows.entries()) yield toPair(row, rowStart + index + 1);
    rowStart = rowEnd;
  }
}

function toPair(row: Record<string, unknown>, line: number): JudgedPair {
  const cells = new Map(TABLE_COLUMNS.map(({ name }) => [name, row[name] as ReturnType<TableColumn["get"]>]));
  const turns = parse<PromptTurn[]>(row.prompt_turns);
  const first = parse<string[]>(row.first_response);
  const second = parse<string[]>(row.second_response);
  return { ...toVote(cells, line), turns, responses: first && second ? { first, second } : null };
}

function parse<T>(text: unknown): T | null {
  return typeof text === "string" ? (JSON.parse(text) as T) : null;
}
