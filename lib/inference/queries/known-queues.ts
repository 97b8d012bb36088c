import "server-only";
import type { Queue } from "bullmq";
import { getPool } from "@/lib/db/pool";
import { answerOrNull } from "@/lib/http/answer-or-null";
import { endpointQueueName, listEndpointQueues } from "@/lib/jobs/endpoint-queues";
import { getQueue } from "@/lib/jobs/queue";

const PATIENCE_MS = 1_000;

/** `endpoint` is null of the queue that all other jobs are on, and where no model has the endpoint any more. */
export type KnownQueue = { queue: Queue; endpoint: string | null };

export async function listKnownQueues(): Promise<KnownQueue[]> {
  const [queues, endpoints] = await Promise.all([listEndpointQueues(), listEndpoints()]);
  const byName = new Map(endpoints.map((endpoint) => [endpointQueueName(endpoint), endpoint]));
  const ofEndpoints = queues.map((queue) => ({ queue, endpoint: byName.get(queue.name) ?? null }));
  return [{ queue: getQueue(), endpoint: null }, ...ofEndpoints];
}

/** Only names for people to read: without PostgreSQL the queues are there all the same. */
async function listEndpoints(): Promise<string[]> {
  const ask = () =>
    getPool().query<{ endpoint: string }>("SELECT DISTINCT endpoint FROM models WHERE endpoint IS NOT NULL");
  return (await answerOrNull(ask, PATIENCE_MS))?.rows.map(({ endpoint }) => endpoint) ?? [];
}
