import { randomUUID } from "node:crypto";
import { DelayedError, type Job, Worker } from "bullmq";
import { z } from "zod";
import { noteRedis } from "@/lib/inference/gate/gate-redis";
import { knownLimits } from "@/lib/inference/gate/known-limits";
import { generateResponse } from "@/lib/inference/generate-response";
import { countJob } from "@/lib/inference/metrics";
import { listActiveEndpoints } from "@/lib/inference/queries/active-endpoints";
import { stopWork } from "@/lib/inference/workload";
import { endpointQueueName, signUp, withHeadroom } from "@/lib/jobs/endpoint-queues";
import { log } from "@/lib/log";
import { openWorkerRedis } from "@/lib/redis/client";

const LOOK_MS = 1_000;
/** A queue that nothing is asked of is left after this long. */
const IDLE_MS = 60_000;
const CREW = randomUUID();
const payload = z.object({ responseId: z.uuid() });

type Crew = { worker: Worker; connection: ReturnType<typeof openWorkerRedis>; lastWantedAt: number };

/**
 * Works off the queue of each endpoint that a running run asks: one crew an endpoint, so that a slow one holds up no other.
 *
 * @param concurrency requests in flight from this process to one endpoint, at most; the endpoint's own limit is the gate's.
 */
export function startGenerationPool(concurrency: number): { stop(graceMs: number): Promise<void> } {
  const crews = new Map<string, Crew>();
  let looking: Promise<void> | null = null;
  const look = async () => {
    const active = await listActiveEndpoints();
    for (const { endpoint } of active) await keepCrew(crews, endpoint, concurrency);
    for (const [endpoint, crew] of crews) {
      if (Date.now() - crew.lastWantedAt < IDLE_MS) continue;
      crews.delete(endpoint);
      await closeCrew(crew);
    }
  };
  const timer = setInterval(() => {
    void noteRedis().catch(() => {});
    looking ??= look()
      .catch((error: Error) => log.debug({ reason: error.message }, "endpoints could not be looked up"))
      .finally(() => {
        looking = null;
      });
  }, LOOK_MS);
  return {
    stop: async (graceMs) => {
      clearInterval(timer);
      await looking;
      // no new jobs, while those in flight come to their end
      const closing = [...crews.values()].map(closeCrew);
      await stopWork(graceMs);
      await Promise.all(closing);
    },
  };
}

async function keepCrew(crews: Map<string, Crew>, endpoint: string, concurrency: number): Promise<void> {
  const { maxConcurrent } = await knownLimits(endpoint);
  // a worker that ends a job takes the next one at once: without a share of its own, the first would do all the work
  const crewCount = await signUp(endpoint, CREW).catch(() => 1);
  const wanted = Math.min(concurrency, Math.ceil(withHeadroom(maxConcurrent) / crewCount));
  const crew = crews.get(endpoint) ?? hireCrew(endpoint, wanted);
  crew.lastWantedAt = Date.now();
  if (crew.worker.concurrency !== wanted) crew.worker.concurrency = wanted;
  crews.set(endpoint, crew);
}

function hireCrew(endpoint: string, concurrency: number): Crew {
  const connection = openWorkerRedis();
  const worker = new Worker(endpointQueueName(endpoint), (job, token) => work(endpoint, job, token), {
    connection,
    concurrency,
    lockDuration: 15_000,
    stalledInterval: 10_000,
    // PostgreSQL knows whether there is still something to do: a job that lost its worker is never given up
    maxStalledCount: 1_000,
  });
  worker.on("error", (error) => log.warn({ code: (error as { code?: string }).code }, "worker lost its connection"));
  worker.on("failed", (job, error) => log.error({ job: job?.name, id: job?.id, err: error }, "job failed"));
  log.info({ endpoint, concurrency }, "an endpoint is worked off");
  return { worker, connection, lastWantedAt: Date.now() };
}

async function work(endpoint: string, job: Job, token?: string): Promise<void> {
  const result = await generateResponse(payload.parse(job.data).responseId, endpoint).catch((error: unknown) => {
    countJob(job.name, "failed");
    throw error;
  });
  countJob(job.name, result.outcome);
  if (result.outcome === "settled") return;
  await job.moveToDelayed(Date.now() + result.delayMs, token);
  throw new DelayedError();
}

async function closeCrew({ worker, connection }: Crew): Promise<void> {
  await worker.close().catch((error: Error) => log.warn({ reason: error.message }, "a queue was not left in order"));
  connection.disconnect();
}
