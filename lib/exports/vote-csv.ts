import "server-only";
import { stringify } from "csv-stringify/sync";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { readVoteRows, type VoteRow } from "@/lib/exports/vote-rows";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** docs/vote-csv.md says what each holds. New columns go to the end, so that a script that counts them keeps working. */
const COLUMNS: Record<string, (vote: VoteRow) => string | number | null> = {
  vote_id: (vote) => vote.voteId,
  assignment_id: (vote) => vote.assignmentId,
  study: (vote) => vote.study,
  protocol_hash: (vote) => vote.protocolHash,
  prompt_set: (vote) => vote.promptSet,
  prompt: (vote) => vote.prompt,
  turn: (vote) => vote.turn,
  rater: (vote) => vote.rater,
  rater_kind: (vote) => vote.raterKind,
  first_model: (vote) => vote.firstModel,
  second_model: (vote) => vote.secondModel,
  choice: (vote) => vote.choice,
  winner: toWinner,
  reason: (vote) => vote.reason,
  revision: (vote) => vote.revision,
  occasion: (vote) => vote.occasion,
  layout: (vote) => vote.layout,
  propensity: (vote) => vote.propensity,
  trial_index: (vote) => vote.trialIndex,
  served_at: (vote) => vote.servedAt.toISOString(),
  shown_at: (vote) => vote.shownAt?.toISOString() ?? null,
  answered_at: (vote) => vote.answeredAt?.toISOString() ?? null,
  decision_ms: (vote) => vote.decisionMs,
  visible_ms: (vote) => vote.visibleMs,
  purpose: (vote) => vote.purpose,
  excluded: (vote) => String(vote.exclusionReason !== null),
  exclusion_reason: (vote) => vote.exclusionReason,
  flags: (vote) => vote.flags,
};

export const VOTE_CSV_COLUMNS = Object.keys(COLUMNS);

/**
 * A study's votes as CSV: UTF-8, one line feed a row, a heading, one row for each current vote. Who may see it is settled
 * before the first byte.
 *
 * @throws {AppError} not_found, at once and not in the middle of the stream.
 */
export async function openVoteCsv(
  actor: Actor,
  studyName: string,
): Promise<{ fileName: string; chunks: AsyncGenerator<Buffer> }> {
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "read");
  return { fileName: toFileName(study.name, study.protocolHash), chunks: writeCsv(study.id) };
}

async function* writeCsv(studyId: string): AsyncGenerator<Buffer> {
  yield toCsv([VOTE_CSV_COLUMNS]);
  const cells = Object.values(COLUMNS);
  for await (const votes of readVoteRows(studyId)) {
    yield toCsv(votes.map((vote) => cells.map((cell) => cell(vote))));
  }
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
function toCsv(rows: (string | number | null)[][]): Buffer {
  return Buffer.from(stringify(rows, { escape_formulas: true, record_delimiter: "\n" }), "utf8");
}

function toWinner({ choice, firstModel, secondModel }: VoteRow): string {
  if (choice === "first") return firstModel;
  return choice === "second" ? secondModel : choice;
}

function toFileName(study: string, protocolHash: string | null): string {
  const plain = study.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "study";
  return `${plain}-votes${protocolHash ? `-${protocolHash.slice(0, 8)}` : ""}.csv`;
}
