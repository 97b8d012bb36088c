import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { type Drawing, type DrawnPrompt, type DrawnResponse, drawComparisons } from "@/lib/studies/draw-comparisons";
import type { Protocol } from "@/lib/studies/schema";

/** In the order of the sets and of the prompts in them. */
export async function listDrawnPrompts(db: Prisma.TransactionClient, studyId: string): Promise<DrawnPrompt[]> {
  type Row = { id: string; externalId: string; setId: string; setName: string; version: number };
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.external_id AS "externalId", s.id AS "setId", s.name AS "setName", s.version
    FROM study_prompt_sets used JOIN prompt_sets s ON s.id = used.prompt_set_id JOIN prompts p ON p.prompt_set_id = s.id
    WHERE used.study_id = ${studyId}::uuid ORDER BY used.position, p.position`;
  return rows.map(({ id, externalId, setId, setName, version }) => ({
    id,
    externalId,
    promptSet: { id: setId, name: setName, version },
  }));
}

/** `namesItself`: null where nobody has looked yet. */
export type ListedResponse = Omit<DrawnResponse, "namesItself"> & { namesItself: boolean | null };

/** A response with fewer or more turns than its prompt could not be shown beside another, and counts as missing. */
export async function listDrawnResponses(db: Prisma.TransactionClient, studyId: string): Promise<ListedResponse[]> {
  return await db.$queryRaw<ListedResponse[]>`
    SELECT r.id, r.prompt_id AS "promptId", m.name AS model, r.digest, r.is_empty AS "isEmpty",
      jsonb_array_length(r.leaks) > 0 AS "namesItself", r.flags::text[] AS flags
    FROM responses r JOIN prompts p ON p.id = r.prompt_id JOIN models m ON m.id = r.model_id
    JOIN study_prompt_sets used ON used.prompt_set_id = p.prompt_set_id AND used.study_id = ${studyId}::uuid
    JOIN study_models compared ON compared.model_id = r.model_id AND compared.study_id = ${studyId}::uuid
    WHERE r.sample = 0 AND r.state = 'done' AND cardinality(r.turns) = jsonb_array_length(p.turns)`;
}

/** What a draft would draw of the responses that there are now. Those that name their model are found as it opens. */
export async function drawDraft(db: Prisma.TransactionClient, studyId: string, protocol: Protocol): Promise<Drawing> {
  const responses = await listDrawnResponses(db, studyId);
  const looked = responses.map((row) => ({ ...row, namesItself: row.namesItself ?? false }));
  return drawComparisons(protocol, await listDrawnPrompts(db, studyId), looked);
}
