import "server-only";
import { type Withdrawn, withdrawComparisons } from "@/lib/assignments/commands/withdraw-comparisons";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";
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
      const found = await findResponse(db, study.id, name, response);
      // first: the database lets a comparison go only where an amendment says so
      const change: ResponseWithdrawn = found;
      const amendment = await writeAmendment(db, actor, study, { kind: "response_withdrawn", change, reason });
      const withdrawn = await withdrawComparisons(db, study.id, found.responseId);
      return { studyId: study.id, amendment, ...withdrawn };
    },
    { timeout: TIMEOUT_MS },
  );
  const { studyId, ...told } = done;
  await announceVotes(studyId);
  return told;
}

type Wanted = { id: string } | { model: string; prompt: string; promptSet?: string };

async function findResponse(
  db: Prisma.TransactionClient,
  studyId: string,
  name: string,
  wanted: Wanted,
): Promise<ResponseWithdrawn> {
  const [id, model, prompt, set] =
    "id" in wanted ? [wanted.id, null, null, null] : [null, wanted.model, wanted.prompt, wanted.promptSet ?? null];
  const rows = await db.$queryRaw<(ResponseWithdrawn & { withdrawn: number })[]>`
    SELECT r.id AS "responseId", m.name AS model, s.name AS "promptSet", p.external_id AS prompt, r.digest,
      count(*) FILTER (WHERE c.purpose = 'main')::int AS comparisons,
      count(*) FILTER (WHERE c.purpose = 'withdrawn')::int AS withdrawn
    FROM comparisons c JOIN responses r ON r.id IN (c.response_a_id, c.response_b_id)
    JOIN models m ON m.id = r.model_id JOIN prompts p ON p.id = r.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
    WHERE c.study_id = ${studyId}::uuid AND c.purpose IN ('main', 'withdrawn') AND (r.id = ${id}::uuid
      OR (m.name = ${model} AND p.external_id = ${prompt} AND (${set}::text IS NULL OR s.name = ${set})))
    GROUP BY r.id, m.name, s.name, p.external_id`;
  const [first, second] = rows;
  if (!first) {
    const what = "id" in wanted ? "no such response" : `no response of ${wanted.model} to prompt ${wanted.prompt}`;
    throw new AppError("not_found", `${name} compares ${what}. Look at its protocol and prompt sets for the names.`);
  }
  if (second) {
    const sets = rows.map(({ promptSet }) => promptSet).join(", ");
    throw new AppError("bad_input", `Prompt ${first.prompt} is in more than one prompt set: ${sets}. Say which.`);
  }
  const { withdrawn, ...found } = first;
  if (found.comparisons > 0) return found;
  const who = withdrawn > 0 ? "was withdrawn before, or all that it was compared with" : "is in no comparison";
  throw new AppError("conflict", `The response of ${found.model} to prompt ${found.prompt} ${who}.`);
}
