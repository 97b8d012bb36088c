import "server-only";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

const KEY = "worker:heartbeat";
const EVERY_MS = 5_000;
// two beats may be late before the worker counts as down
const EXPIRES_SECONDS = 15;

/** A worker says that it lives, until `stop`. The key says it for all: one live worker is enough. */
export function startHeartbeat(): { stop(): void } {
  const beat = () =>
    getRedis()
      .set(KEY, process.pid, "EX", EXPIRES_SECONDS)
      .catch((error: Error) => log.warn({ reason: error.message }, "heartbeat missed"));
  void beat();
  const timer = setInterval(beat, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

export async function isWorkerAlive(): Promise<boolean> {
  return (await getRedis().exists(KEY)) === 1;
}
