import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPrisma } from "@/lib/db/prisma";
import { generatedTurnSchema, leakSchema, type ModelCoverage, type ResponseDetail } from "@/lib/responses/schema";

/** Who has answered this set, and how much of it. */
export async function listModelCoverage(actor: Actor, promptSetId: string): Promise<ModelCoverage[]> {
  requireReader(actor);
  return getPrisma().$queryRaw<ModelCoverage[]>`
    SELECT m.id AS "modelId", m.name AS model,
      count(DISTINCT r.prompt_id)::int AS prompts,
      count(*)::int AS responses,
      count(*) FILTER (WHERE r.is_empty)::int AS empty,
      count(*) FILTER (WHERE jsonb_array_length(coalesce(r.leaks, '[]')) > 0)::int AS "selfNaming"
    FROM responses r
    JOIN prompts p ON p.id = r.prompt_id
    JOIN models m ON m.id = r.model_id
    WHERE p.prompt_set_id = ${promptSetId}::uuid AND r.state = 'done'
    GROUP BY m.id, m.name
    ORDER BY m.name`;
}

/** What each model said to one prompt, by the models' names. */
export async function listResponses(actor: Actor, promptId: string): Promise<ResponseDetail[]> {
  requireReader(actor);
  const rows = await getPrisma().response.findMany({
    where: { promptId, state: "done" },
    orderBy: [{ model: { name: "asc" } }, { sample: "asc" }],
    select: {
      id: true,
      modelId: true,
      model: { select: { name: true } },
      sample: true,
      turns: true,
      isEmpty: true,
      leaks: true,
      flags: true,
      generation: { select: GENERATION },
    },
  });
  return rows.map(({ model, leaks, generation, ...row }) => ({
    ...row,
    model: model.name,
    leaks: leaks === null ? null : z.array(leakSchema).parse(leaks),
    generation: generation && { ...generation, turns: z.array(generatedTurnSchema).parse(generation.turns) },
  }));
}

const GENERATION = {
  ...{ provider: true, baseUrl: true, upstreamName: true, template: true, seed: true, turns: true },
  ...{ inputTokens: true, outputTokens: true, firstTokenMs: true, durationMs: true },
  ...{ attempts: true, worker: true, finishedAt: true },
} as const;
