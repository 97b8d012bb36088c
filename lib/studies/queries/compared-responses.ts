import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** Which response of a study: by its id, or by its model, prompt and prompt set; a study with one set needs none named. */
export type WantedResponse = { id: string } | { model: string; prompt: string; promptSet?: string };

export type ComparedResponse = {
  responseId: string;
  model: string;
  promptSet: string;
  prompt: string;
  digest: string;
  turns: string[];
  /** Main comparisons that it is in, the current votes on them, and those that an amendment took out. */
  comparisons: number;
  votes: number;
  withdrawn: number;
};

/**
 * A response that a study compares or compared, as whoever wants to withdraw it looks at it.
 *
 * @throws {AppError} not_found: no such study, or no such response in it; bad_input: two responses it could be.
 */
export async function getComparedResponse(
  actor: Actor,
  name: string,
  wanted: WantedResponse,
): Promise<ComparedResponse> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  return findComparedResponse(getPrisma(), study, wanted);
}

/** The same inside a command that has authorised. */
export async function findComparedResponse(
  db: Prisma.TransactionClient,
  study: { id: string; name: string },
  wanted: WantedResponse,
): Promise<ComparedResponse> {
  const [id, model, prompt, set] =
    "id" in wanted ? [wanted.id, null, null, null] : [null, wanted.model, wanted.prompt, wanted.promptSet ?? null];
  const rows = await db.$queryRaw<ComparedResponse[]>`
    SELECT r.id AS "responseId", m.name AS model, s.name AS "promptSet", p.external_id AS prompt, r.digest, r.turns,
      count(*) FILTER (WHERE c.purpose = 'main')::int AS comparisons,
      coalesce(sum(c.done) FILTER (WHERE c.purpose = 'main'), 0)::int AS votes,
      count(*) FILTER (WHERE c.purpose = 'withdrawn')::int AS withdrawn
    FROM comparisons c JOIN responses r ON r.id IN (c.response_a_id, c.response_b_id)
    JOIN models m ON m.id = r.model_id JOIN prompts p ON p.id = r.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
    WHERE c.study_id = ${study.id}::uuid AND c.purpose IN ('main', 'withdrawn') AND (r.id = ${id}::uuid
      OR (m.name = ${model} AND p.external_id = ${prompt} AND (${set}::text IS NULL OR s.name = ${set})))
    GROUP BY r.id, m.name, s.name, p.external_id`;
  const [first, second] = rows;
  if (!first) {
    const what = "id" in wanted ? "no such response" : `no response of ${wanted.model} to prompt ${wanted.prompt}`;
    throw new AppError(
      "not_found",
      `${study.name} compares ${what}. Look at its protocol and prompt sets for the names.`,
    );
  }
  if (second) {
    const sets = rows.map(({ promptSet }) => promptSet).join(", ");
    throw new AppError("bad_input", `Prompt ${first.prompt} is in more than one prompt set: ${sets}. Say which.`);
  }
  return first;
}

export type ComparedPrompt = { promptSet: string; prompt: string };

/**
 * The prompts that a study still compares responses to, in their order.
 *
 * @throws {AppError} not_found.
 */
export async function listComparedPrompts(actor: Actor, name: string): Promise<ComparedPrompt[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  return getPrisma().$queryRaw<ComparedPrompt[]>`
    SELECT s.name AS "promptSet", p.external_id AS prompt
    FROM (SELECT DISTINCT prompt_id FROM comparisons WHERE study_id = ${study.id}::uuid AND purpose = 'main') c
    JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id ORDER BY s.name, p.position`;
}
