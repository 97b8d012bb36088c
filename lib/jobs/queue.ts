import "server-only";
import { Queue } from "bullmq";
import { closeAtEnd } from "@/lib/close-at-end";
import { JOB_PAYLOADS, type JobName, type JobPayload } from "@/lib/jobs/jobs";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

export const QUEUE_NAME = "eucalypt";

let queue: Queue | undefined;

/** The one queue, for producers: a request fails after one retry instead of waiting for Redis to come back. */
export function getQueue(): Queue {
  queue ??= makeQueue();
  return queue;
}

/**
 * Hands work to the worker processes.
 *
 * @param options.onceAs while a job with this id waits or runs, another is not added but remembered: it runs once
 *   more when the first ends, so that nothing written in between is missed.
 */
export async function enqueue<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  options: { onceAs?: string; delayMs?: number } = {},
): Promise<void> {
  const { onceAs, delayMs } = options;
  await getQueue().add(name, JOB_PAYLOADS[name].parse(payload), {
    ...(onceAs && { deduplication: { id: onceAs, keepLastIfActive: true } }),
    ...(delayMs && { delay: delayMs }),
  });
}

/** For scripts and tests, so that the process can end. */
export async function closeQueue(): Promise<void> {
  await queue?.close();
  queue = undefined;
}

function makeQueue(): Queue {
  const made = new Queue(QUEUE_NAME, {
    connection: getRedis(),
    defaultJobOptions: {
      attempts: 5,
      backoff: { type: "exponential", delay: 1000 },
      removeOnComplete: { count: 200 },
      removeOnFail: { count: 1000 },
    },
  });
  // unheard, a lost connection would end the process
  made.on("error", (error) => log.warn({ code: (error as { code?: string }).code }, "queue lost its connection"));
  closeAtEnd(closeQueue);
  return made;
}
