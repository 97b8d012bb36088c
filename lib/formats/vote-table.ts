import type { ByteStream } from "./decode-text";
import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";
import { unguardFormula } from "./formula-guard";
import { readCsv, requireColumns } from "./read-csv";
import type { JudgedChoice, VoteFacts } from "./records";
import { TABLE_COLUMNS, type TableColumn } from "./vote-columns-table";
import { csvEncoding, toCsv } from "./write-csv";
import { rowWriter } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

const CHOICES = { first: "kept", second: "kept", tie: "kept", both_bad: "kept", cannot_judge: "kept" } as const;
const WRITTEN = new Set<string>(Object.keys(CHOICES));

export const VOTE_COLUMNS = TABLE_COLUMNS.map(({ name }) => name);

/** Every vote with all that is known of it but the texts: one row each, also those that results leave out. */
export const voteTableWriter: FormatWriter = {
  title: "Votes as CSV",
  extension: "csv",
  mediaType: MEDIA_TYPES.csv,
  needsTexts: false,
  choices: CHOICES,
  loses: ["texts"],
  write: rowWriter(CHOICES, csvEncoding(VOTE_COLUMNS), (vote) => [TABLE_COLUMNS.map(({ get }) => toCell(get(vote)))]),
};

/** The codebook of the vote table as CSV: `column,meaning,values`, a row for each column. */
export function toCodebookCsv(): string {
  return toCsv([
    ["column", "meaning", "values"],
    ...TABLE_COLUMNS.map(({ name, meaning, values }) => [name, meaning, values]),
  ]);
}

export type VoteTableRow = { line: number; vote: VoteFacts };

/** A table of an earlier version lacks columns that came later, all of them optional. */
export const REQUIRED_COLUMNS = TABLE_COLUMNS.filter(({ isOptional }) => !isOptional).map(({ name }) => name);

/**
 * The vote table as we write it, or wrote it in an earlier version; columns of later versions are passed over.
 *
 * @throws {FormatError} names the line, the column and the mend.
 */
export async function* readVoteTable(bytes: ByteStream): AsyncGenerator<VoteTableRow> {
  for await (const { line, record } of readCsv(bytes, requireColumns(...REQUIRED_COLUMNS))) {
    const cells = new Map(
      TABLE_COLUMNS.map((column) => [column.name, parseCell(record[column.name] ?? "", column, line)]),
    );
    yield { line, vote: toVote(cells, line) };
  }
}

type Value = string | number | Date | boolean | null;

function toCell(value: Value): string | number | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" ? String(value) : value;
}

function parseCell(cell: string, { name, kind, isOptional, values }: TableColumn, line: number): Value {
  const text = unguardFormula(cell);
  if (text === "") {
    if (isOptional) return null;
    throw new FormatError({ line, field: name, problem: `the cell "${name}" is empty`, mend: `Write: ${values}.` });
  }
  const value = VALUES[kind](text);
  if (value !== null) return value;
  throw new FormatError({
    line,
    field: name,
    problem: `the cell "${name}" is ${describeValue(text)}`,
    mend: `Write: ${values}.`,
  });
}

const VALUES: Record<TableColumn["kind"], (text: string) => Value> = {
  text: (text) => text,
  number: (text) => (/^\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : null),
  time: (text) => (Number.isNaN(Date.parse(text)) ? null : new Date(text)),
  boolean: (text) => (text === "true" || text === "false" ? text === "true" : null),
};

/** Cells as the record of a vote. The casts hold by the columns' kinds, which `parseCell` has checked. */
export function toVote(cells: ReadonlyMap<string, Value>, line: number): VoteFacts {
  const get = <T extends Value>(name: string): T => (cells.get(name) ?? null) as T;
  const choice = get<string>("choice");
  if (!WRITTEN.has(choice)) {
    throw new FormatError({
      line,
      field: "choice",
      problem: `the cell "choice" is ${describeValue(choice)}`,
      mend: `Write one of ${[...WRITTEN].join(", ")}.`,
    });
  }
  return {
    voteId: get("vote_id"),
    assignmentId: get("assignment_id"),
    study: get("study"),
    protocolHash: get("protocol_hash"),
    promptSet: get("prompt_set"),
    prompt: get("prompt"),
    turn: get("turn"),
    rater: get("rater"),
    raterKind: get("rater_kind"),
    firstModel: get("first_model"),
    secondModel: get("second_model"),
    choice: choice as JudgedChoice,
    reason: get("reason"),
    revision: get("revision"),
    occasion: get("occasion"),
    layout: get("layout"),
    propensity: get("propensity"),
    trialIndex: get("trial_index"),
    servedAt: get("served_at"),
    shownAt: get("shown_at"),
    answeredAt: get("answered_at"),
    decisionMs: get("decision_ms"),
    visibleMs: get("visible_ms"),
    purpose: get("purpose"),
    exclusionReason: get("exclusion_reason"),
    flags: get("flags"),
    strength: get("strength"),
    criteria: get("criteria"),
    flaws: get("flaws"),
    expected: get("expected"),
  };
}
