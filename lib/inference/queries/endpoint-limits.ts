import "server-only";
import { getPool } from "@/lib/db/pool";
import type { EndpointLimits } from "@/lib/models/schema";

/** The strictest of those that the endpoint's models have; one at a time where no model has the address any more. */
export async function getEndpointLimits(endpoint: string): Promise<EndpointLimits> {
  const { rows } = await getPool().query<{ maxConcurrent: number | null; requestsPerMinute: number | null }>(
    `SELECT min(max_concurrent) AS "maxConcurrent", min(requests_per_minute) AS "requestsPerMinute"
     FROM models WHERE endpoint = $1`,
    [endpoint],
  );
  return { maxConcurrent: rows[0]?.maxConcurrent ?? 1, requestsPerMinute: rows[0]?.requestsPerMinute ?? null };
}
