import "server-only";
import { Redis } from "ioredis";
import { closeAtEnd } from "@/lib/close-at-end";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";

let redis: Redis | undefined;

/** The process's connection for requests: a command fails after one retry, so that a page never waits for Redis. */
export function getRedis(): Redis {
  if (!redis) {
    redis = connect(1);
    closeAtEnd(closeRedis);
  }
  return redis;
}

/** A connection for a BullMQ worker, which blocks on it and waits for Redis as long as it takes. Close it yourself. */
export function openWorkerRedis(): Redis {
  return connect(null);
}

/** For scripts and tests, so that the process can end. */
export async function closeRedis(): Promise<void> {
  redis?.disconnect();
  redis = undefined;
}

function connect(maxRetriesPerRequest: number | null): Redis {
  const made = new Redis(getEnv().REDIS_URL, { maxRetriesPerRequest });
  let failing = false;
  made.on("ready", () => {
    failing = false;
  });
  // said once for each outage, not at every attempt
  made.on("error", (error) => {
    if (!failing) log.warn({ code: (error as { code?: string }).code }, "Redis connection lost");
    failing = true;
  });
  return made;
}
