import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { readJudgedPairs } from "@/lib/exports/judged-pairs";
import { type ExportOptions, exportOptionsSchema } from "@/lib/exports/schema";
import { readVoteRows } from "@/lib/exports/vote-rows";
import { exportFormats } from "@/lib/formats/export-registry";
import type { VoteFacts } from "@/lib/formats/records";
import type { FormatWriter, WritablePair, WriteSummary, Writing } from "@/lib/formats/writer";
import { parseInput } from "@/lib/http/parse-input";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** `notCounted`: votes that results leave out, and that are left out here since the format cannot say so. */
export type ExportSummary = WriteSummary & { notCounted: number };

export type OpenExport = {
  fileName: string;
  writer: FormatWriter;
  study: { name: string; protocolHash: string | null };
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
  onVotes: (count: number) => void = () => {},
): Promise<OpenExport> {
  const { format, ...chosen } = parseInput(exportOptionsSchema, options);
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "read");
  const writer = exportFormats[format];
  const counts = { read: 0, notCounted: 0 };
  const byComparison = writer.needsTexts || chosen.aggregation === "majority";
  const pages = byComparison ? readJudgedPairs(study.id) : readVoteRows(study.id);
  const pairs = takeCounted(pages, writer, counts, onVotes);
  return {
    fileName: toFileName(study.name, format === "csv" ? "votes" : format, study.protocolHash, writer.extension),
    writer,
    study: { name: study.name, protocolHash: study.protocolHash },
    chunks: withNotCounted(writer.write(pairs, chosen), counts),
  };
}

type Counts = { read: number; notCounted: number };

async function* takeCounted(
  pages: AsyncIterable<WritablePair[]>,
  { loses }: FormatWriter,
  counts: Counts,
  onVotes: (count: number) => void,
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

function toFileName(study: string, what: string, protocolHash: string | null, extension: string): string {
  const plain = study.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "study";
  return `${plain}-${what}${protocolHash ? `-${protocolHash.slice(0, 8)}` : ""}.${extension}`;
}
