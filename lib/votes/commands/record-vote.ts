import "server-only";
import { v7 as uuidv7 } from "uuid";
import { fillPlaces } from "@/lib/assignments/fill-places";
import { runLease } from "@/lib/assignments/run-lease";
import type { RatingReply } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { enqueue } from "@/lib/jobs/queue";
import type { Asks } from "@/lib/studies/asks-schema";
import { findAnswerProblem } from "@/lib/votes/check-answers";
import { findAsks } from "@/lib/votes/find-asks";
import { announceVotes } from "@/lib/votes/results-version";
import type { VoteRequest } from "@/lib/votes/schema";
import { VOTE_STATEMENTS } from "@/lib/votes/vote-statement";

/**
 * Records a rater's vote and leases them the next pair. Sent again, it changes nothing and gets the same reply.
 *
 * @throws {AppError} not_signed_in; not_found: not this rater's assignment; conflict: the revision is not the next one;
 *   bad_input: the study does not offer this choice, or asks for something else beside it.
 */
export async function recordVote(actor: RaterActor, vote: VoteRequest): Promise<RatingReply> {
  const asks = await findAsks(actor.slug);
  const problem = findAnswerProblem(asks, vote);
  if (problem) throw new AppError("bad_input", problem);
  const row = await runLease(actor, VOTE_STATEMENTS, vote.assignmentId, [
    uuidv7(),
    vote.revision,
    vote.choice,
    vote.reason ?? null,
    vote.layout,
    vote.decisionMs,
    vote.visibleMs ?? null,
    ...(asks ? toColumns(asks, vote) : NOTHING_ASKED),
  ]);
  const outcome = toOutcome(row.outcome);
  if (outcome === "recorded") {
    void announceVotes(row.studyId);
    if (row.isReviewed) askForReview(row.raterId);
  }
  return { outcome, ...(await fillPlaces(actor, row, vote.have)) };
}

const NOTHING_ASKED = [null, null, null];

/** Strength, criteria, flaws. A checklist on which nothing is ticked is not one that was not shown. */
function toColumns(asks: Asks, { choice, strength, criteria, flaws }: VoteRequest): unknown[] {
  if (choice === "cannot_judge") return NOTHING_ASKED;
  const ticked = asks.flaws.length > 0 ? (flaws ?? { first: [], second: [] }) : null;
  return [strength ?? null, criteria ? JSON.stringify(criteria) : null, ticked && JSON.stringify(ticked)];
}

/** Nobody waits for it; what Redis loses, a sweep makes up for. */
function askForReview(raterId: string): void {
  void enqueue("review-rater", { raterId }, { onceAs: `review-rater-${raterId}` }).catch(() => {});
}

function toOutcome(outcome: string | null): NonNullable<RatingReply["outcome"]> {
  switch (outcome) {
    case "recorded":
    case "repeated":
    case "taken_back":
      return outcome;
    case "conflict":
      throw new AppError("conflict", "This pair has another vote already. Reload the page to go on.");
    case "not_offered":
      throw new AppError("bad_input", "This study does not offer that choice.");
    default:
      throw new AppError("not_found", "This pair is not yours to judge.");
  }
}
