import { join } from "node:path";
import type { Cleanup } from "@/bin/start/cleanup";
import { checkDatabase, checkRedis } from "@/bin/start/given-stores";
import type { Report } from "@/bin/start/report";
import type { Secrets } from "@/bin/start/secrets";
import { findFreePort } from "@/lib/embedded/free-port";
import { startPostgres } from "@/lib/embedded/postgres";
import { startRedis } from "@/lib/embedded/redis";
import { findRedisBinary } from "@/lib/embedded/redis-binary";
import type { Runtime } from "@/lib/embedded/runtime";

export type StoreUrls = { databaseUrl: string; redisUrl: string };

type Context = {
  dataDir: string;
  secrets: Secrets;
  /** The last start, for its ports. */
  before: Runtime | null;
  report: Report;
  cleanup: Cleanup;
};

/** The servers that DATABASE_URL and REDIS_URL name, and for each that is not set one of our own. */
export async function openStores(context: Context): Promise<StoreUrls> {
  const { DATABASE_URL, REDIS_URL } = process.env;
  return {
    databaseUrl: DATABASE_URL ? await reachDatabase(DATABASE_URL, context) : await startOwnPostgres(context),
    redisUrl: REDIS_URL ? await reachRedis(REDIS_URL, context) : await startOwnRedis(context),
  };
}

async function reachDatabase(url: string, { report }: Context): Promise<string> {
  await report.step("Reach DATABASE_URL", () => checkDatabase(url));
  return url;
}

async function reachRedis(url: string, { report }: Context): Promise<string> {
  await report.step("Reach REDIS_URL", () => checkRedis(url));
  return url;
}

async function startOwnPostgres({ dataDir, secrets, before, report, cleanup }: Context): Promise<string> {
  const dir = secrets.postgresDir ?? join(dataDir, "postgres");
  const start = async () => {
    const server = await startPostgres({
      dir,
      port: await findFreePort(portOf(before?.databaseUrl)),
      password: secrets.databasePassword,
      logPath: join(dataDir, "logs", "postgres.log"),
    });
    cleanup.add({ stop: server.stop, guarded: () => [{ pid: server.pid, signal: "SIGINT" }] });
    return server.url;
  };
  return report.step("Start PostgreSQL", start, () => `in ${dir}`);
}

async function startOwnRedis({ dataDir, secrets, before, report, cleanup }: Context): Promise<string> {
  const dir = join(dataDir, "redis");
  const start = async () => {
    const server = await startRedis({
      binary: findRedisBinary(report.say),
      dir,
      port: await findFreePort(portOf(before?.redisUrl)),
      password: secrets.redisPassword,
      logPath: join(dataDir, "logs", "redis.log"),
    });
    cleanup.add({ stop: server.stop, guarded: () => [{ pid: server.pid, signal: "SIGTERM" }] });
    return server.url;
  };
  return report.step("Start Redis", start, () => `in ${dir}`);
}

function portOf(url: string | undefined): number | undefined {
  return url ? Number(new URL(url).port) || undefined : undefined;
}
