import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { listActiveEndpoints } from "@/lib/inference/queries/active-endpoints";
import { getEndpointLimits } from "@/lib/inference/queries/endpoint-limits";
import { countQueued, enqueueResponses } from "@/lib/jobs/endpoint-queues";

/** Jobs that an endpoint's queue holds at most: the rest waits in PostgreSQL. */
const WINDOW = 4_000;

/**
 * Brings the queue in line with PostgreSQL, which alone knows what is to do: takes back what dead workers left, ends runs
 * that are through, and queues what is pending and has no job.
 */
export async function sweepRuns(actor: Actor): Promise<void> {
  if (actor.kind !== "worker" && actor.kind !== "operator") throw new AppError("forbidden", "Only a worker sweeps.");
  await takeBack();
  await endRuns();
  for (const { endpoint, parts } of await listActiveEndpoints()) {
    const ids = await listPending(parts, WINDOW);
    // each that is queued already is passed over, at some cost: not done where the queue holds as many, or enough for now
    if ((await countQueued(endpoint)) >= Math.min(ids.length, WINDOW / 2)) continue;
    const { maxConcurrent } = await getEndpointLimits(endpoint);
    await enqueueResponses(endpoint, ids, maxConcurrent);
  }
}

/** A worker that is alive renews its leases long before they run out. */
async function takeBack(): Promise<void> {
  await getPool().query(`
    UPDATE responses r
    SET state = CASE WHEN runs.state = 'cancelled' THEN 'cancelled' ELSE 'pending' END::"ResponseState",
      lease_id = NULL, lease_until = NULL
    FROM runs WHERE runs.id = r.run_id AND r.state = 'running' AND r.lease_until < now()`);
}

/** @param runIds null: all. */
export async function endRuns(runIds: string[] | null = null): Promise<void> {
  await getPool().query(
    `UPDATE runs SET state = 'done', finished_at = now()
     WHERE state = 'running' AND ($1::uuid[] IS NULL OR id = ANY ($1)) AND NOT EXISTS (
       SELECT FROM responses r WHERE r.run_id = runs.id AND r.state IN ('pending', 'running'))`,
    [runIds],
  );
}

async function listPending(parts: { runId: string; modelId: string }[], most: number): Promise<string[]> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT r.id FROM unnest($1::uuid[], $2::uuid[]) AS part (run_id, model_id)
     JOIN responses r ON r.run_id = part.run_id AND r.model_id = part.model_id
     WHERE r.state = 'pending' AND (r.not_before IS NULL OR r.not_before < now())
     ORDER BY r.id LIMIT $3`,
    [parts.map(({ runId }) => runId), parts.map(({ modelId }) => modelId), most],
  );
  return rows.map(({ id }) => id);
}
