/**
 * The worker pool against what an endpoint allows: 200 ms a request, 64 at once, two workers. Ideal: 320 responses a
 * second. Beside it the processor time of the workers for each response; the endpoint, PostgreSQL and Redis have their own.
 */
import { fork } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startWorker } from "@/bin/worker/testing/start-worker";
import { OPERATOR } from "@/lib/auth/actor";
import { closeEverything } from "@/lib/close-at-end";
import { applyMigrations } from "@/lib/db/migrate";
import { getPool } from "@/lib/db/pool";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";
import { createRun } from "@/lib/inference/commands/create-run";
import { createModel } from "@/lib/models/commands/write-model";
import { MODEL_PRESETS } from "@/lib/models/presets";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";

const LATENCY_MS = 200;
const LIMIT = 64;
const WARM_UP = 1_500;
const MEASURED = 6_000;
const TICKS_A_SECOND = 100;

const dir = makeTemporaryDir("bench-pool");
const stores = await startThrowawayStores(dir, {});
await applyMigrations(stores.databaseUrl);
const env = {
  DATABASE_URL: stores.databaseUrl,
  REDIS_URL: stores.redisUrl,
  NEXTAUTH_SECRET: "a-secret-of-the-bench-that-is-long-enough",
  EUCALYPT_MODEL_HOSTS: "127.0.0.1",
  NODE_ENV: "production",
};
Object.assign(process.env, env);
const server = fork(join("bench", "support", "latency-server.ts"), [String(LATENCY_MS)], {
  execArgv: ["--import", "tsx"],
});
const { port } = await answer<{ port: number }>();
const workers = ["a", "b"].map((name) => startWorker(env, join(dir, "logs", `${name}.log`), ["--concurrency", "64"]));
try {
  await order();
  const begin = await measureAt(WARM_UP);
  const end = await measureAt(WARM_UP + MEASURED);
  server.send("how many");
  const { most } = await answer<{ most: number }>();
  report(begin, end, most);
} finally {
  await Promise.all(workers.map((worker) => worker.stop()));
  server.disconnect();
  await closeEverything();
  await stores.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function order(): Promise<void> {
  const prompts = Array.from({ length: WARM_UP + MEASURED + 1_000 }, (_, index) => ({
    externalId: `prompt-${index}`,
    turns: [{ text: `Sample prompt ${index}, written for a measurement.`, input: null }],
    category: null,
  }));
  await createPromptSet(OPERATOR, { name: "bench", source: "bench", prompts });
  const { usualUrl: _usualUrl, label: _label, ...chatgpt } = MODEL_PRESETS.chatgpt;
  await createModel(OPERATOR, {
    ...{ ...chatgpt, keyVariable: null, requestsPerMinute: null, isStreaming: false, maxConcurrent: LIMIT },
    ...{ name: "bench", baseUrl: `http://127.0.0.1:${port}/v1` },
  });
  await createRun(OPERATOR, { models: ["bench"], set: "bench" });
}

type Moment = { at: number; done: number; processorMs: number };

/** The first moment at which so many responses are done. */
async function measureAt(least: number): Promise<Moment> {
  for (;;) {
    const { rows } = await getPool().query<{ done: number }>(
      "SELECT count(*)::int AS done FROM responses WHERE state = 'done'",
    );
    const done = rows[0]?.done ?? 0;
    if (done >= least) return { at: performance.now(), done, processorMs: readProcessorMs() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** User and system time of both workers so far. */
function readProcessorMs(): number {
  return workers.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
  }, 0);
}

function report(begin: Moment, end: Moment, most: number): void {
  const done = end.done - begin.done;
  const perSecond = (done / (end.at - begin.at)) * 1000;
  const ideal = (LIMIT / LATENCY_MS) * 1000;
  console.log(`responses        ${perSecond.toFixed(0)} /s of an ideal ${ideal.toFixed(0)} /s   n ${done}`);
  console.log(`most at once     ${most} of ${LIMIT}`);
  console.log(
    `processor        ${((end.processorMs - begin.processorMs) / done).toFixed(2)} ms a response, both workers`,
  );
  console.log(`ratio ${(perSecond / ideal).toFixed(3)}`);
}

function answer<T>(): Promise<T> {
  return new Promise((resolve) => server.once("message", (message) => resolve(message as T)));
}
