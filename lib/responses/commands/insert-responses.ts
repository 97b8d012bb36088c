import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { isBlank } from "@/lib/formats/blank";
import { findLeaks } from "@/lib/responses/find-leaks";
import { isRepetitive } from "@/lib/responses/find-repetition";

export type ResponseRow = {
  id: string;
  promptId: string;
  modelId: string;
  sample: number;
  turns: string[];
  digest: string;
};

export type InsertedResponses = { inserted: number; empty: number; selfNaming: number };

/**
 * One statement's worth of recorded responses, looked through for emptiness and for what gives their model away.
 *
 * @param known the models whose names are looked for in them.
 */
export async function insertResponses(
  actor: Actor,
  { importId, rows, known }: { importId: string; rows: ResponseRow[]; known: { name: string }[] },
  db: Db,
): Promise<InsertedResponses> {
  requireWriter(actor);
  const examined = rows.map((row) => ({
    ...row,
    isEmpty: row.turns.every(isBlank),
    leaks: findLeaks(row.turns, known),
    flags: row.turns.some(isRepetitive) ? ["repeated"] : [],
  }));
  const inserted = await db.$executeRaw`
    INSERT INTO responses (id, state, sample, turns, is_empty, leaks, flags, digest, prompt_id, model_id, import_id)
    SELECT id, 'done', sample, turns, "isEmpty", leaks, flags, digest, "promptId", "modelId", ${importId}::uuid
    FROM json_to_recordset(${JSON.stringify(examined)}::json)
      AS r (id uuid, sample int, turns text[], "isEmpty" bool, leaks jsonb,
        flags "ResponseFlag"[], digest text, "promptId" uuid, "modelId" uuid)`;
  return {
    inserted,
    empty: examined.filter(({ isEmpty }) => isEmpty).length,
    selfNaming: examined.filter(({ leaks }) => leaks.length > 0).length,
  };
}
