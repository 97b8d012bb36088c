import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { claimBuild, ensureBuild } from "@/bin/build/production-build";
import { type Installation, webProcess } from "@/bin/start/processes";
import { supervise } from "@/bin/start/supervise";
import { applyMigrations } from "@/lib/db/migrate";
import { findFreePort } from "@/lib/embedded/free-port";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";

export type BenchPlatform = { url: string; stop(): Promise<void> };

/** PostgreSQL as an operator would run it (every commit reaches the disk), Redis, and one web process of the build. */
export async function startBenchPlatform(): Promise<BenchPlatform> {
  const distDir = await ensureBuild("test");
  claimBuild(distDir);
  const dir = makeTemporaryDir("bench");
  const stores = await startThrowawayStores(dir, {});
  await applyMigrations(stores.databaseUrl);
  const installation: Installation = {
    databaseUrl: stores.databaseUrl,
    redisUrl: stores.redisUrl,
    nextauthSecret: randomBytes(32).toString("hex"),
    serverActionsKey: randomBytes(32).toString("base64"),
    dataDir: dir,
  };
  Object.assign(process.env, {
    // counted as always, and never reached
    EUCALYPT_RATE_LIMIT_FACTOR: "1000000",
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    NEXTAUTH_SECRET: installation.nextauthSecret,
  });
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const web = supervise(webProcess(installation, distDir, port, url), console.error, () => {});
  await untilUp(`${url}/api/ping`);
  return {
    url,
    stop: async () => {
      await web.stop();
      await stores.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function untilUp(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const up = await fetch(url, { method: "POST" }).catch(() => null);
    if (up?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 30 s.`);
}
