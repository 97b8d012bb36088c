import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findFreePort } from "@/lib/embedded/free-port";
import { type RunningServer, startPostgres } from "@/lib/embedded/postgres";
import { startRedis } from "@/lib/embedded/redis";
import { findRedisBinary } from "@/lib/embedded/redis-binary";
import { startWatchdog } from "@/lib/embedded/watchdog";

export type ThrowawayStores = { databaseUrl: string; redisUrl: string; stop(): Promise<void> };

/** A PostgreSQL and a Redis whose contents nobody will miss: for tests and measurements. They end with this process. */
export async function startThrowawayStores(dir: string, settings = FAST_SETTINGS): Promise<ThrowawayStores> {
  const watchdog = startWatchdog();
  const postgres = await startPostgres({
    dir: join(dir, "postgres"),
    port: await findFreePort(),
    password: newPassword(),
    logPath: join(dir, "logs", "postgres.log"),
    settings,
  });
  watchdog.guard([{ pid: postgres.pid, signal: "SIGINT" }]);
  const redis = await startRedis({
    binary: findRedisBinary(console.log),
    dir: join(dir, "redis"),
    port: await findFreePort(),
    password: newPassword(),
    logPath: join(dir, "logs", "redis.log"),
    databases: TEST_DATABASES,
  }).catch((error) => postgres.stop().then(() => Promise.reject(error)));
  watchdog.guard([
    { pid: redis.pid, signal: "SIGTERM" },
    { pid: postgres.pid, signal: "SIGINT" },
  ]);
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    stop: () => stopBoth(redis, postgres).then(watchdog.release),
  };
}

/** Nothing survives a power cut, which a test never meets; three times as fast. */
const FAST_SETTINGS: Record<string, string> = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
const TEST_DATABASES = 1024;

/** Safe inside a URL as it is. */
export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

async function stopBoth(redis: RunningServer, postgres: RunningServer): Promise<void> {
  await redis.stop();
  await postgres.stop();
}
