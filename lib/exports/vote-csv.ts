import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { type OpenExport, openExport } from "@/lib/exports/open-export";
import { VOTE_COLUMNS } from "@/lib/formats/vote-table";

export const VOTE_CSV_COLUMNS = VOTE_COLUMNS;

/**
 * A study's votes as CSV: UTF-8, one line feed a row, a heading, one row for each current vote; docs/vote-csv.md says what
 * the columns hold.
 *
 * @throws {AppError} not_found, at once and not in the middle of the stream.
 */
export function openVoteCsv(actor: Actor, studyName: string): Promise<OpenExport> {
  return openExport(actor, studyName, { format: "csv" });
}
