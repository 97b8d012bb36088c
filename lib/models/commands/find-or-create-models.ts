import "server-only";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { parseInput } from "@/lib/http/parse-input";
import { modelNameSchema } from "@/lib/models/schema";

/**
 * The ids of the models by name. Those that are not known yet become models whose responses are recorded, not generated.
 */
export async function findOrCreateModels(actor: Actor, names: string[], db: Db): Promise<Map<string, string>> {
  requireWriter(actor);
  // in one order everywhere, so that two imports that make the same models cannot wait for each other
  const wanted = [...new Set(names.map((name) => parseInput(modelNameSchema, name)))].sort();
  const rows = JSON.stringify(wanted.map((name) => ({ id: uuid(), name })));
  await db.$executeRaw`
    INSERT INTO models (id, name)
    SELECT id, name FROM json_to_recordset(${rows}::json) AS r (id uuid, name text)
    ON CONFLICT (name) DO NOTHING`;
  const models = await db.model.findMany({ where: { name: { in: wanted } }, select: { id: true, name: true } });
  return new Map(models.map(({ id, name }) => [name, id]));
}
