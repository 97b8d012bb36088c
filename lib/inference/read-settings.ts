import "server-only";
import { getPool } from "@/lib/db/pool";
import { type ModelSettings, modelSettingsSchema } from "@/lib/models/schema";

const MOST = 500;
const FRESH_MS = 30_000;

/** A run's settings never change. */
const settingsOf = new Map<string, ModelSettings>();
let names: { known: { name: string }[]; at: number } | undefined;

/** What a run asks this model with, and the names of all models, which are looked for in the answer. */
export async function readSettings(
  runId: string,
  modelId: string,
): Promise<{ settings: ModelSettings; known: { name: string }[] }> {
  const key = `${runId} ${modelId}`;
  const settings = settingsOf.get(key) ?? (await fetchSettings(runId, modelId));
  if (settingsOf.size >= MOST) settingsOf.clear();
  settingsOf.set(key, settings);
  return { settings, known: await listNames() };
}

async function fetchSettings(runId: string, modelId: string): Promise<ModelSettings> {
  const { rows } = await getPool().query<{ settings: unknown }>(
    "SELECT settings FROM run_models WHERE run_id = $1 AND model_id = $2",
    [runId, modelId],
  );
  return modelSettingsSchema.parse(rows[0]?.settings);
}

async function listNames(): Promise<{ name: string }[]> {
  if (names && Date.now() - names.at < FRESH_MS) return names.known;
  const { rows } = await getPool().query<{ name: string }>("SELECT name FROM models");
  names = { known: rows, at: Date.now() };
  return rows;
}
