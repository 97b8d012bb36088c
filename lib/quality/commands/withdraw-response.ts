import "server-only";
import { type Withdrawn, withdrawComparisons } from "@/lib/assignments/commands/withdraw-comparisons";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import {
  type Amendment,
  type ResponseWithdrawn,
  type WithdrawResponse,
  withdrawResponseSchema,
} from "@/lib/studies/amendment-schema";
import { requireAmendable, writeAmendment } from "@/lib/studies/commands/write-amendment";
import { findComparedResponse, type WantedResponse } from "@/lib/studies/queries/compared-responses";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { announceVotes } from "@/lib/votes/results-version";

const TIMEOUT_MS = 60_000;

/**
 * Takes a response out of a study that runs or ran: an amendment says so, its comparisons are handed to nobody and counted
 * nowhere, the votes on them stay on record and count for pay.
 *
 * @throws {AppError} not_found: no such study, or no such response in it; forbidden; bad_input: no reason, or two responses
 *   it could be; conflict: nothing is frozen, or it was withdrawn before.
 */
export async function withdrawResponse(
  actor: Actor,
  name: string,
  input: WithdrawResponse,
): Promise<{ amendment: Amendment } & Withdrawn> {
  const { reason, response } = parseInput(withdrawResponseSchema, input);
  const done = await getPrisma().$transaction(
    async (db) => {
      const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
      requireAmendable(study);
      const change = await requireCompared(db, study, response);
      // first: the database lets a comparison go only where an amendment says so
      const amendment = await writeAmendment(db, actor, study, { kind: "response_withdrawn", change, reason });
      const withdrawn = await withdrawComparisons(db, study.id, change.responseId);
      return { studyId: study.id, amendment, ...withdrawn };
    },
    { timeout: TIMEOUT_MS },
  );
  const { studyId, ...told } = done;
  await announceVotes(studyId);
  return told;
}

/** @throws {AppError} conflict: nothing is compared with it any more. */
async function requireCompared(
  db: Prisma.TransactionClient,
  study: Study,
  wanted: WantedResponse,
): Promise<ResponseWithdrawn> {
  const { responseId, model, promptSet, prompt, digest, comparisons, withdrawn } = await findComparedResponse(
    db,
    study,
    wanted,
  );
  if (comparisons > 0) return { responseId, model, promptSet, prompt, digest, comparisons };
  const who = withdrawn > 0 ? "was withdrawn before, or all that it was compared with" : "is in no comparison";
  throw new AppError("conflict", `The response of ${model} to prompt ${prompt} ${who}.`);
}
