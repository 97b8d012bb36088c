import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { readJudgedPairs } from "@/lib/exports/judged-pairs";
import { type ExportOptions, exportOptionsSchema } from "@/lib/exports/schema";
import { readVoteLines } from "@/lib/exports/vote-lines";
import { readVoteRows } from "@/lib/exports/vote-rows";
import { exportFormats } from "@/lib/formats/export-registry";
import type { VoteFacts } from "@/lib/formats/records";
import { VOTE_COLUMNS, voteTableWriter } from "@/lib/formats/vote-table";
import { toCsv } from "@/lib/formats/write-csv";
import type { FormatWriter, WritablePair, WriterOptions, WriteSummary, Writing } from "@/lib/formats/writer";
import { parseInput } from "@/lib/http/parse-input";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { getReadableStudy, type ReadableStudy } from "@/lib/studies/queries/get-readable-study";

/** `notCounted`: votes that results leave out, and that are left out here since the format cannot say so. */
export type ExportSummary = WriteSummary & { notCounted: number };

export type OpenExport = {
  fileName: string;
  writer: FormatWriter;
  /** `amendments`: what was changed since the protocol was frozen. */
  study: { name: string; protocolHash: string | null; amendments: Amendment[] };
  /** The bytes; the generator's return value says what they hold. */
  chunks: AsyncGenerator<Buffer, ExportSummary, undefined>;
};

/**
 * A study's votes in one of the formats that leave. Who may have them is settled before the first byte. A format without a
 * place for purpose and exclusions gets only the votes that results count; one that does not say what judged, only people's.
 *
 * @param onVotes is told how many votes were read so far.
 * @throws {AppError} bad_input, not_found; at once and not in the middle of the stream.
 */
export async function openExport(
  actor: Actor,
  studyName: string,
  options: ExportOptions,
  onVotes: OnVotes = () => {},
): Promise<OpenExport> {
  const { format, ...chosen } = parseInput(exportOptionsSchema, options);
  const study = await getReadableStudy(actor, studyName);
  const writer = exportFormats[format];
  return {
    fileName: `${toFileStem(study, format === "csv" ? "votes" : format)}.${writer.extension}`,
    writer,
    study: { name: study.name, protocolHash: study.protocolHash, amendments: study.amendments },
    chunks:
      writer === voteTableWriter && chosen.aggregation === "each-vote"
        ? writeLines(study.id, onVotes)
        : writePairs(study.id, writer, chosen, onVotes),
  };
}

type OnVotes = (count: number) => void;

/** The vote table leaves nothing out, and its lines come whole. */
async function* writeLines(studyId: string, onVotes: OnVotes): AsyncGenerator<Buffer, ExportSummary, undefined> {
  yield Buffer.from(toCsv([VOTE_COLUMNS]), "utf8");
  let read = 0;
  for await (const { lines, votes } of readVoteLines(studyId)) {
    read += votes;
    onVotes(read);
    yield Buffer.from(lines, "utf8");
  }
  return { votes: read, written: read, rows: read, dropped: {}, notCounted: 0 };
}

/** Any other table: what it has no place for is counted. */
export function writePairs(
  studyId: string,
  writer: FormatWriter,
  options: WriterOptions,
  onVotes: OnVotes = () => {},
): AsyncGenerator<Buffer, ExportSummary, undefined> {
  const counts = { read: 0, notCounted: 0 };
  const byComparison = writer.needsTexts || options.aggregation === "majority";
  const pages = byComparison ? readJudgedPairs(studyId) : readVoteRows(studyId);
  return withNotCounted(writer.write(takeCounted(pages, writer, counts, onVotes), options), counts);
}

type Counts = { read: number; notCounted: number };

async function* takeCounted(
  pages: AsyncIterable<WritablePair[]>,
  { loses }: FormatWriter,
  counts: Counts,
  onVotes: OnVotes,
): AsyncGenerator<WritablePair> {
  const losesCircumstances = loses.includes("circumstances");
  const losesKind = loses.includes("rater-kind");
  for await (const page of pages) {
    counts.read += page.length;
    onVotes(counts.read);
    for (const vote of page) {
      const isLeftOut = (losesCircumstances && !isCounted(vote)) || (losesKind && vote.raterKind !== "human");
      if (isLeftOut) counts.notCounted += 1;
      else yield vote;
    }
  }
}

function isCounted({ purpose, exclusionReason }: VoteFacts): boolean {
  return purpose === "main" && exclusionReason === null;
}

async function* withNotCounted(writing: Writing, counts: Counts): AsyncGenerator<Buffer, ExportSummary, undefined> {
  const summary = yield* writing;
  return { ...summary, notCounted: counts.notCounted };
}

/** What it is of: with the protocol's hash, and the last amendment's where there is one. */
function toFileStem({ name, protocolHash, amendments }: ReadableStudy, what: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "study";
  const amended = amendments.at(-1)?.hash;
  const hashes = [protocolHash?.slice(0, 8), amended && `amended-${amended.slice(0, 8)}`].filter(Boolean);
  return [plain, what, ...hashes].join("-");
}
