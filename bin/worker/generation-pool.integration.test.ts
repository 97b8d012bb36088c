import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFrailStores } from "@/bin/worker/testing/frail-stores";
import { startWorker, type TestWorker } from "@/bin/worker/testing/start-worker";
import { OPERATOR } from "@/lib/auth/actor";
import { closePool, getPool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { untilAnswered } from "@/lib/db/until-answered";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { openImportFile } from "@/lib/imports/import-file";
import { createRun } from "@/lib/inference/commands/create-run";
import { getRun } from "@/lib/inference/queries/runs";
import { startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { startOpenAiServer } from "@/lib/inference/testing/openai-server";
import { closeEndpointQueues } from "@/lib/jobs/endpoint-queues";
import { closeQueue } from "@/lib/jobs/queue";
import { createModel } from "@/lib/models/commands/write-model";
import { MODEL_PRESETS } from "@/lib/models/presets";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { closeRedis } from "@/lib/redis/client";

const PROMPTS = 180;
const LIMIT = 6;
const LATENCY_MS = 350;
const DOWN_MS = 20_000;

let stores: Awaited<ReturnType<typeof startFrailStores>>;
let openai: Awaited<ReturnType<typeof startOpenAiServer>>;
let easylm: Awaited<ReturnType<typeof startEasyLmServer>>;
let env: Record<string, string>;
const workers: TestWorker[] = [];

beforeAll(async () => {
  stores = await startFrailStores();
  openai = await startOpenAiServer({
    latencyMs: LATENCY_MS,
    maxConcurrent: LIMIT,
    retryAfterMs: 1_000,
    faults: {
      seed: 7,
      probabilities: {
        ...{ rate_limited: 0.02, server_error: 0.04, reset: 0.02, reset_midway: 0.02, garbage_json: 0.01 },
        ...{ truncated_json: 0.01, truncated_stream: 0.01 },
      },
    },
  });
  easylm = await startEasyLmServer({
    latencyMs: 120,
    faults: { seed: 8, probabilities: { server_error: 0.03, reset: 0.02, garbage_json: 0.02 } },
  });
  env = {
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
    EUCALYPT_MODEL_HOSTS: "127.0.0.1",
    LOG_LEVEL: "info",
  };
  Object.assign(process.env, env);
}, 120_000);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all([openai.stop(), easylm.stop()]);
  await closeEndpointQueues();
  await closeQueue();
  await closeRedis();
  await closePrisma();
  await closePool();
  await stores.stop();
}, 60_000);

/** The real Koala test set where it is at hand; else as many prompts that we wrote. */
async function addPrompts(): Promise<void> {
  const data = process.env.EUCALYPT_SHARED_DATA ?? join(process.cwd(), "..", "shared", "data");
  const path = join(data, "koala_test_set", "koala_test_set.jsonl");
  if (existsSync(path)) {
    await importPrompts(OPERATOR, await openImportFile(path), { format: "koala-test-set", set: "koala" });
    return;
  }
  console.log(`No published prompts at ${path}: ${PROMPTS} of our own take their place.`);
  const prompts = Array.from({ length: PROMPTS }, (_, index) => ({
    externalId: `prompt-${index}`,
    turns: [{ text: `Sample prompt ${index}, written for a test.`, input: null }],
    category: null,
  }));
  await createPromptSet(OPERATOR, { name: "koala", source: "test", prompts });
}

async function addModels(): Promise<string[]> {
  const limits = { maxConcurrent: LIMIT, timeoutMs: 10_000 };
  const { usualUrl: _u, label: _l, ...chatgpt } = MODEL_PRESETS.chatgpt;
  const { usualUrl: _v, label: _m, ...alpaca } = MODEL_PRESETS["alpaca-13b"];
  const { usualUrl: _w, label: _n, ...koala } = MODEL_PRESETS["koala-13b"];
  const chat = { ...chatgpt, ...limits, keyVariable: null, requestsPerMinute: null };
  await createModel(OPERATOR, { ...chat, name: "chatgpt", baseUrl: openai.url });
  await createModel(OPERATOR, { ...alpaca, ...limits, isStreaming: false, name: "alpaca-13b", baseUrl: openai.url });
  await createModel(OPERATOR, { ...koala, timeoutMs: 10_000, name: "koala-13b", baseUrl: easylm.url });
  return ["chatgpt", "alpaca-13b", "koala-13b"];
}

async function countDone(): Promise<number> {
  const { rows } = await untilAnswered(() =>
    getPool().query<{ count: number }>("SELECT count(*)::int AS count FROM responses WHERE state = 'done'"),
  );
  return rows[0]?.count ?? 0;
}

async function untilDone(least: number): Promise<void> {
  for (const deadline = Date.now() + 120_000; (await countDone()) < least; ) {
    if (Date.now() > deadline) throw new Error(`Only ${await countDone()} of ${least} responses are done.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("a run is whole, once and within the limits, whatever breaks on the way", { timeout: 300_000 }, async () => {
  await addPrompts();
  const models = await addModels();
  const run = await createRun(OPERATOR, { models, set: "koala" });
  expect(run).toMatchObject({ total: 3 * PROMPTS, alreadyThere: 0 });
  for (const name of ["a", "b"]) workers.push(startWorker(env, join(stores.dir, "logs", `${name}.log`)));

  await untilDone(60);
  workers[0]?.kill();
  workers.push(startWorker(env, join(stores.dir, "logs", "c.log")));
  await untilDone(140);
  // longer than Redis is away: what is in flight is forgotten while it is in flight
  openai.setBehaviour({ latencyMs: 4_000 });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await stores.loseRedis();
  openai.setBehaviour({ latencyMs: LATENCY_MS });
  await untilDone(220);
  await stores.restartPostgres();
  await untilDone(300);
  await openai.down();
  await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
  await openai.up();
  await untilDone(3 * PROMPTS);

  await expect.poll(async () => (await getRun(OPERATOR, run.id)).state, { timeout: 10_000 }).toBe("done");
  const { progress } = await getRun(OPERATOR, run.id);
  expect(progress).toMatchObject({ total: 3 * PROMPTS, done: 3 * PROMPTS, failed: 0, running: 0, pending: 0 });
  expect(progress.models.map(({ model, done }) => [model, done])).toEqual(
    models.toSorted().map((name) => [name, PROMPTS]),
  );
  const { rows } = await getPool().query(
    `SELECT count(*)::int AS responses, count(DISTINCT (prompt_id, model_id, sample))::int AS places,
       count(g.response_id)::int AS generations, count(*) FILTER (WHERE cardinality(r.turns) = 1)::int AS whole
     FROM responses r LEFT JOIN generations g ON g.response_id = r.id`,
  );
  expect(rows[0]).toEqual({ responses: 540, places: 540, generations: 540, whole: 540 });

  // what the servers saw, whoever asked
  expect(openai.requests).toMatchObject({ overLimit: 0 });
  expect(openai.requests.maxConcurrentSeen).toBeGreaterThan(1);
  expect(openai.requests.maxConcurrentSeen).toBeLessThanOrEqual(LIMIT);
  expect(easylm.requests.maxConcurrentSeen).toBe(1);
  expect(openai.requests.rateLimited).toBeGreaterThan(0);
  expect(openai.requests.retryAfterViolations).toEqual([]);
});
