import "server-only";
import { getPool } from "@/lib/db/pool";
import { toEndpoint } from "@/lib/models/to-endpoint";

export type ActiveEndpoint = { endpoint: string; parts: { runId: string; modelId: string }[] };

/** The endpoints that running runs ask, and for what. */
export async function listActiveEndpoints(): Promise<ActiveEndpoint[]> {
  const { rows } = await getPool().query<{ runId: string; modelId: string; baseUrl: string }>(
    `SELECT m.run_id AS "runId", m.model_id AS "modelId", m.settings ->> 'baseUrl' AS "baseUrl"
     FROM runs JOIN run_models m ON m.run_id = runs.id WHERE runs.state = 'running' ORDER BY runs.id`,
  );
  const byEndpoint = new Map<string, ActiveEndpoint>();
  for (const { baseUrl, ...part } of rows) {
    const endpoint = toEndpoint(baseUrl);
    const active = byEndpoint.get(endpoint) ?? { endpoint, parts: [] };
    active.parts.push(part);
    byEndpoint.set(endpoint, active);
  }
  return [...byEndpoint.values()];
}
