import "server-only";
import { createHash } from "node:crypto";
import { Queue } from "bullmq";
import { closeAtEnd } from "@/lib/close-at-end";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

/** Which endpoints have a queue: hash → origin. Written anew with each dispatch, so that it may be lost. */
const KNOWN = "generate:endpoints";

const queues = new Map<string, Queue>();

/** One queue an endpoint: a slow endpoint holds up nobody else's work. */
export function endpointQueueName(endpoint: string): string {
  return `generate-${createHash("sha256").update(endpoint).digest("hex").slice(0, 12)}`;
}

export function getEndpointQueue(endpoint: string): Queue {
  const name = endpointQueueName(endpoint);
  const queue = queues.get(name) ?? makeQueue(name);
  queues.set(name, queue);
  return queue;
}

/** For the queue's board and the metrics; [] where Redis has just been emptied. */
export async function listEndpointQueues(): Promise<Queue[]> {
  const endpoints = Object.values(await getRedis().hgetall(KNOWN)).sort();
  return endpoints.map(getEndpointQueue);
}

/**
 * Puts responses on their endpoint's queue. One that is there already stays as it is: a job has its response's id, and
 * its id is free again when it ends.
 */
export async function enqueueResponses(endpoint: string, responseIds: string[], most: number): Promise<void> {
  const queue = getEndpointQueue(endpoint);
  await getRedis().hset(KNOWN, endpointQueueName(endpoint), endpoint);
  await queue.setGlobalConcurrency(withHeadroom(most));
  await queue.addBulk(
    responseIds.map((responseId) => ({ name: "generate-response", data: { responseId }, opts: { jobId: responseId } })),
  );
}

/** A few more jobs than requests: while one is fetched, claimed or written, its place at the endpoint is another's. */
export function withHeadroom(requests: number): number {
  return requests + Math.max(2, Math.ceil(requests / 4));
}

const CREW_LIVES_MS = 5_000;

/** Says that this process works off the endpoint's queue. @returns how many processes do, this one with them. */
export async function signUp(endpoint: string, crew: string): Promise<number> {
  const key = `generate:crews:${endpointQueueName(endpoint)}`;
  const now = Date.now();
  const replies = await getRedis()
    .multi()
    .zadd(key, now, crew)
    .zremrangebyscore(key, "-inf", now - CREW_LIVES_MS)
    .zcard(key)
    .pexpire(key, 10 * CREW_LIVES_MS)
    .exec();
  return Math.max(1, Number(replies?.[2]?.[1] ?? 1));
}

/** Jobs that wait or sleep. */
export async function countQueued(endpoint: string): Promise<number> {
  const {
    wait = 0,
    delayed = 0,
    active = 0,
  } = await getEndpointQueue(endpoint).getJobCounts("wait", "delayed", "active");
  return wait + delayed + active;
}

/** For scripts and tests, so that the process can end. */
export async function closeEndpointQueues(): Promise<void> {
  await Promise.all([...queues.values()].map((queue) => queue.close()));
  queues.clear();
}

function makeQueue(name: string): Queue {
  const made = new Queue(name, {
    connection: getRedis(),
    defaultJobOptions: {
      attempts: 3,
      backoff: { type: "exponential", delay: 500 },
      // what became of a response stands in PostgreSQL
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
  made.on("error", (error) => log.warn({ code: (error as { code?: string }).code }, "queue lost its connection"));
  // after Redis, which it closes before
  if (queues.size === 0) closeAtEnd(closeEndpointQueues);
  return made;
}
