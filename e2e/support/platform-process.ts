/**
 * The platform under test, in a process of its own: stores of its own, two web processes sharing one build, a worker,
 * and the sample study. Writes where everything is to the file it is given, and ends with the process that started it.
 */
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { claimBuild, ensureBuild } from "@/bin/build/production-build";
import { type Installation, webProcess, workerProcess } from "@/bin/start/processes";
import { seedDatabase } from "@/bin/start/seed-database";
import { type Supervised, supervise } from "@/bin/start/supervise";
import { waitHealthy } from "@/bin/start/wait-healthy";
import { FLAGGED_WORD, type Platform } from "@/e2e/support/platform";
import { applyMigrations } from "@/lib/db/migrate";
import { findFreePort } from "@/lib/embedded/free-port";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";
import { startOpenAiServer } from "@/lib/inference/testing/openai-server";

const statePath = process.argv[2];
if (!statePath) throw new Error("Which file is to say where the platform is?");

const distDir = await ensureBuild("test");
claimBuild(distDir);
const dir = makeTemporaryDir("e2e");
const stores = await startThrowawayStores(dir);
await applyMigrations(stores.databaseUrl);
const installation: Installation = {
  databaseUrl: stores.databaseUrl,
  redisUrl: stores.redisUrl,
  nextauthSecret: randomBytes(32).toString("hex"),
  serverActionsKey: randomBytes(32).toString("base64"),
  dataDir: dir,
};
const moderation = await startOpenAiServer({ flaggedWord: FLAGGED_WORD, key: "moderation-key" });
Object.assign(process.env, {
  DATABASE_URL: stores.databaseUrl,
  REDIS_URL: stores.redisUrl,
  NEXTAUTH_SECRET: installation.nextauthSecret,
  METRICS_TOKEN: randomBytes(16).toString("hex"),
  // test servers of models listen on loopback; each process is given what stands here
  EUCALYPT_MODEL_HOSTS: "127.0.0.1",
  // scripts vote faster than people
  EUCALYPT_RATE_LIMIT_FACTOR: "1000",
  PROLIFIC_WEBHOOK_SECRET: randomBytes(16).toString("hex"),
  MODERATION_API_KEY: "moderation-key",
  MODERATION_BASE_URL: moderation.url,
});
const owner = await seedDatabase(true);

const ports = [await findFreePort(), await findFreePort()] as const;
const urls = ports.map((port) => `http://localhost:${port}`) as [string, string];
const quiet = () => {};
const processes: Supervised[] = [];
for (const [index, port] of ports.entries()) {
  processes.push(supervise(webProcess(installation, distDir, port, urls[index] as string), quiet, () => writeState()));
}
processes.push(supervise(workerProcess(installation, urls[0]), quiet, quiet));
const unmoderatedPort = await findFreePort();
const unmoderatedUrl = `http://localhost:${unmoderatedPort}`;
const unmoderated = webProcess(installation, distDir, unmoderatedPort, unmoderatedUrl);
processes.push(supervise({ ...unmoderated, env: { ...unmoderated.env, MODERATION_API_KEY: "" } }, quiet, quiet));
for (const url of [...urls, unmoderatedUrl]) await waitHealthy(url, processes);
writeState();

function writeState(): void {
  const secondWebPid = processes[1]?.pid();
  if (secondWebPid === undefined || processes.length < 4) return;
  const state: Platform = {
    webUrl: urls[0],
    secondWebUrl: urls[1],
    secondWebPid,
    unmoderatedUrl,
    databaseUrl: stores.databaseUrl,
    redisUrl: stores.redisUrl,
    nextauthSecret: installation.nextauthSecret,
    ownerEmail: owner.ownerEmail,
    ownerPassword: owner.ownerPassword ?? "",
    metricsToken: process.env.METRICS_TOKEN ?? "",
    samplePath: owner.ratePath ?? "",
  };
  writeFileSync(`${statePath}.new`, JSON.stringify(state));
  renameSync(`${statePath}.new`, statePath as string);
}

async function stop(): Promise<void> {
  await Promise.all(processes.map((one) => one.stop()));
  await stores.stop();
  await moderation.stop();
  rmSync(dir, { recursive: true, force: true });
  process.exit(0);
}
process.once("SIGTERM", stop);
process.once("disconnect", stop);
