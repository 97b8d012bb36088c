import "server-only";
import { v7 as uuid } from "uuid";
import { inBatches } from "@/lib/db/in-batches";
import type { Db } from "@/lib/db/long-transaction";
import { FormatError } from "@/lib/formats/format-error";
import type { VoteRecord } from "@/lib/formats/records";
import { refuseSameModel } from "@/lib/formats/two-models";
import { toModelName } from "@/lib/imports/model-name";
import { newPseudonym } from "@/lib/raters/pseudonym";
import { toSourceHash } from "@/lib/raters/source-hash";
import { toResponseDigest } from "@/lib/responses/digest";

export type StagedCounts = { votes: number; raters: number; comparisons: number; prompts: number; models: number };

/**
 * Reads the whole file into a table that goes with the transaction: what votes share (raters, prompts, pairs) is then
 * found by the database, and the process holds no more than one batch. Each row brings the ids it would need if it were
 * the first of its kind; later statements take those of the first.
 */
export async function stageVotes(db: Db, studyId: string, votes: AsyncIterable<VoteRecord>): Promise<StagedCounts> {
  await db.$executeRaw`
    CREATE TEMP TABLE staged_votes (
      line int NOT NULL, vote_id uuid, assignment_id uuid, comparison_id uuid, rater_id uuid, pseudonym text,
      rater_hash bytea, rater_kind "RaterKind", first_model text, second_model text, prompt text, turn int,
      choice "Choice", voted_at timestamptz, turns jsonb, first_said text[], first_digest text, second_said text[],
      second_digest text
    ) ON COMMIT DROP`;
  for await (const batch of inBatches(votes, charactersOf)) {
    const rows = JSON.stringify(batch.map((vote) => toRow(studyId, vote)));
    await db.$executeRaw`
      INSERT INTO staged_votes
      SELECT * FROM json_to_recordset(${rows}::json) AS r (
        line int, vote_id uuid, assignment_id uuid, comparison_id uuid, rater_id uuid, pseudonym text,
        rater_hash bytea, rater_kind "RaterKind", first_model text, second_model text, prompt text, turn int,
        choice "Choice", voted_at timestamptz, turns jsonb, first_said text[], first_digest text, second_said text[],
        second_digest text)`;
  }
  await db.$executeRaw`ANALYZE staged_votes`;
  return countStaged(db);
}

async function countStaged(db: Db): Promise<StagedCounts> {
  const [counts] = await db.$queryRaw<StagedCounts[]>`
    SELECT count(*)::int AS votes,
      count(DISTINCT rater_hash)::int AS raters,
      count(DISTINCT prompt)::int AS prompts,
      count(DISTINCT (prompt, turn, least(first_model, second_model), greatest(first_model, second_model)))::int
        AS comparisons,
      (SELECT count(*)::int FROM (SELECT first_model FROM staged_votes UNION SELECT second_model FROM staged_votes) m)
        AS models
    FROM staged_votes`;
  if (!counts) throw new Error("a count gave no row");
  return counts;
}

function toRow(studyId: string, vote: VoteRecord) {
  refuseUnaskedTurns(vote);
  const { line, responses } = vote;
  const first = toModelName(vote.first, line, "model_a");
  const second = toModelName(vote.second, line, "model_b");
  refuseSameModel(first, second, line, "model_b");
  return {
    line,
    vote_id: uuid(),
    assignment_id: uuid(),
    comparison_id: uuid(),
    rater_id: uuid(),
    pseudonym: newPseudonym(),
    rater_hash: `\\x${toSourceHash(studyId, vote.raterKind, vote.rater).toString("hex")}`,
    rater_kind: vote.raterKind,
    first_model: first,
    second_model: second,
    prompt: vote.prompt,
    turn: vote.turn,
    choice: vote.choice,
    voted_at: vote.votedAt,
    turns: vote.turns,
    first_said: responses?.first ?? null,
    first_digest: responses ? toResponseDigest(responses.first) : null,
    second_said: responses?.second ?? null,
    second_digest: responses ? toResponseDigest(responses.second) : null,
  };
}

function refuseUnaskedTurns({ line, turns, turn, responses }: VoteRecord): void {
  const asked = turns?.length ?? 0;
  if (turns !== null && turn !== null && turn > asked) {
    throw new FormatError({
      line,
      field: "turn",
      problem: `turn ${turn} was judged, and the conversation has ${asked}`,
      mend: "Write the number of a turn that is there.",
    });
  }
  if (responses === null || Math.max(responses.first.length, responses.second.length) <= asked) return;
  throw new FormatError({
    line,
    field: responses.first.length > asked ? "conversation_a" : "conversation_b",
    problem: "the conversation has more turns by the assistant than by the user",
    mend: "Remove the turns that answer nothing asked.",
  });
}

function charactersOf({ turns, responses }: VoteRecord): number {
  const texts = [...(turns ?? []), ...(responses?.first ?? []), ...(responses?.second ?? [])];
  return texts.reduce((sum, text) => sum + text.length, 1000);
}
