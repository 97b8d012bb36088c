import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { applyMigrations } from "@/lib/db/migrate";
import { findFreePort } from "@/lib/embedded/free-port";
import { startPostgres } from "@/lib/embedded/postgres";
import { startRedis } from "@/lib/embedded/redis";
import { findRedisBinary } from "@/lib/embedded/redis-binary";
import { newPassword } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";

/** A PostgreSQL and a Redis that a test may restart under whoever uses them: they come back at the same address. */
export async function startFrailStores() {
  const dir = makeTemporaryDir("frail");
  const postgresOptions = {
    dir: join(dir, "postgres"),
    port: await findFreePort(),
    password: newPassword(),
    logPath: join(dir, "logs", "postgres.log"),
  };
  const redisOptions = {
    binary: findRedisBinary(console.log),
    dir: join(dir, "redis"),
    port: await findFreePort(),
    password: newPassword(),
    logPath: join(dir, "logs", "redis.log"),
  };
  let postgres = await startPostgres(postgresOptions);
  let redis = await startRedis(redisOptions);
  await applyMigrations(postgres.url);
  return {
    dir,
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    async restartPostgres(): Promise<void> {
      await postgres.stop();
      postgres = await startPostgres(postgresOptions);
    },
    async loseRedis(): Promise<void> {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
      await redis.stop();
      redis = await startRedis(redisOptions);
    },
    async stop(): Promise<void> {
      await redis.stop();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
