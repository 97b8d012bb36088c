import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AccountActor } from "@/lib/auth/actor";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { MOST_ATTEMPTS } from "@/lib/inference/back-off";
import { createRun } from "@/lib/inference/commands/create-run";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "@/lib/inference/commands/steer-run";
import { sweepRuns } from "@/lib/inference/commands/sweep-runs";
import { generateResponse as generateAt } from "@/lib/inference/generate-response";
import { getRun, listRuns } from "@/lib/inference/queries/runs";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";
import { getEndpointQueue } from "@/lib/jobs/endpoint-queues";
import { createModel, updateModel } from "@/lib/models/commands/write-model";
import { MODEL_PRESETS } from "@/lib/models/presets";
import type { ModelInput } from "@/lib/models/schema";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";

const VIEWER: AccountActor = { kind: "account", accountId: randomUUID(), role: "viewer" };

withTestDatabase();

let server: OpenAiTestServer;

beforeAll(async () => {
  process.env.EUCALYPT_MODEL_HOSTS = "127.0.0.1";
  server = await startOpenAiServer();
});

afterAll(async () => {
  await server.stop();
});

beforeEach(() => {
  server.setBehaviour({ faults: {}, latencyMs: 0, tokenDelayMs: 0 });
});

const { usualUrl: _usualUrl, label: _label, ...CHATGPT } = MODEL_PRESETS.chatgpt;

function modelInput(name: string, parts: Partial<ModelInput> = {}): ModelInput {
  return { ...CHATGPT, keyVariable: null, requestsPerMinute: null, name, baseUrl: server.url, ...parts };
}

/** A model, a set of so many prompts, and the run that asks the one about the other. */
async function order(prompts: number, parts: Partial<ModelInput> = {}, turns = 1) {
  const name = `m-${randomUUID().slice(0, 8)}`;
  await createModel(OPERATOR, modelInput(name, parts));
  await createPromptSet(OPERATOR, {
    name,
    source: "test",
    prompts: Array.from({ length: prompts }, (_, index) => ({
      externalId: String(index),
      turns: Array.from({ length: turns }, (_, turn) => ({ text: `Sample ${index}, turn ${turn + 1}.`, input: null })),
      category: null,
    })),
  });
  const run = await createRun(OPERATOR, { models: [name], set: name });
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM responses WHERE run_id = $1 ORDER BY id", [
    run.id,
  ]);
  return { name, runId: run.id, ids: rows.map(({ id }) => id), run };
}

function generateResponse(id: string, of: OpenAiTestServer = server) {
  return generateAt(id, new URL(of.url).origin);
}

async function readResponse(id: string) {
  return getPrisma().response.findUniqueOrThrow({ where: { id }, include: { generation: true } });
}

type StoredTurn = { finishReason: string; request: { url: string; body: { messages: object[] } } };

function toTurns(generation: { turns: unknown } | null): StoredTurn[] {
  return (generation?.turns ?? []) as StoredTurn[];
}

test("a response keeps its text and all that is needed to ask for it again", async () => {
  const { ids, name } = await order(1, {
    ...{ inputPrice: 500_000, outputPrice: 1_500_000, parameters: { temperature: 0.5, seed: 41 } },
  });
  expect(await generateResponse(ids[0] ?? "")).toEqual({ outcome: "settled" });
  const { state, turns, generation, leaks, flags } = await readResponse(ids[0] ?? "");
  expect({ state, leaks, flags }).toEqual({ state: "done", leaks: [], flags: [] });
  expect(turns).toHaveLength(1);
  expect(generation).toMatchObject({
    ...{
      provider: "openai",
      baseUrl: server.url,
      upstreamName: "gpt-3.5-turbo",
      template: null,
      seed: 41,
      attempts: 1,
    },
    parameters: { temperature: 0.5, seed: 41 },
    worker: expect.stringMatching(/:\d+$/),
  });
  const { inputTokens, outputTokens, costMicros } = generation ?? {};
  expect(Number(costMicros)).toBe(Math.round((inputTokens ?? 0) * 0.5 + (outputTokens ?? 0) * 1.5));
  const [turn] = toTurns(generation);
  expect(turn).toMatchObject({ finishReason: "stop", request: { url: `${server.url}/chat/completions` } });
  expect(turn?.request.body).toMatchObject({ temperature: 0.5, seed: 41, messages: [{ role: "user" }] });
  expect(await getRun(OPERATOR, (await listRuns(OPERATOR))[0]?.id ?? "")).toMatchObject({ models: [name] });
});

test("a second turn is asked on the model's own first answer", async () => {
  const { ids } = await order(1, {}, 2);
  await generateResponse(ids[0] ?? "");
  const { turns, generation } = await readResponse(ids[0] ?? "");
  expect(turns).toHaveLength(2);
  const [, second] = toTurns(generation);
  expect(second?.request.body.messages).toEqual([
    { role: "user", content: "Sample 0, turn 1." },
    { role: "assistant", content: turns[0] },
    { role: "user", content: "Sample 0, turn 2." },
  ]);
});

test("two workers with one job ask once and write once", async () => {
  const { ids } = await order(1);
  const before = server.requests.total;
  await Promise.all([generateResponse(ids[0] ?? ""), generateResponse(ids[0] ?? "")]);
  await generateResponse(ids[0] ?? "");
  expect(server.requests.total - before).toBe(1);
});

test("a worker that was taken for dead does not write over the one that took its place", async () => {
  const { ids, runId } = await order(1);
  server.setBehaviour({ latencyMs: 600 });
  const slow = generateResponse(ids[0] ?? "");
  await expect.poll(async () => (await readResponse(ids[0] ?? "")).state).toBe("running");
  await getPool().query("UPDATE responses SET lease_until = now() - interval '1 second' WHERE id = $1", [ids[0]]);
  await sweepRuns(WORKER);
  server.setBehaviour({ latencyMs: 0, answer: () => "Sample answer of the second worker." });
  await generateResponse(ids[0] ?? "");
  await slow;
  expect((await readResponse(ids[0] ?? "")).turns).toEqual(["Sample answer of the second worker."]);
  await sweepRuns(WORKER);
  expect((await getRun(OPERATOR, runId)).state).toBe("done");
});

test("what passes is tried again later, and fails for good after its last try", async () => {
  const { ids } = await order(1);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    server.setBehaviour({ faults: { queue: ["garbage_json"] } });
    const outcome = await generateResponse(ids[0] ?? "");
    expect(outcome.outcome).toBe(attempt < MOST_ATTEMPTS ? "later" : "settled");
    expect(await readResponse(ids[0] ?? "")).toMatchObject({
      ...{ attempts: attempt, state: attempt < MOST_ATTEMPTS ? "pending" : "failed", errorKind: "malformed" },
    });
  }
});

test("what cannot pass fails at once, with the endpoint's words, and is asked for again when somebody says so", async () => {
  const { ids, runId } = await order(2);
  const refusal = { error: { message: "This model's maximum context length is 4097 tokens." } };
  server.setBehaviour({ faults: { queue: [{ status: 400, body: JSON.stringify(refusal) }] } });
  await generateResponse(ids[0] ?? "");
  await generateResponse(ids[1] ?? "");
  await sweepRuns(WORKER);
  const { state, progress } = await getRun(OPERATOR, runId);
  expect(state).toBe("done");
  expect(progress).toMatchObject({ done: 1, failed: 1 });
  expect(progress.failures).toEqual([
    { model: expect.any(String), kind: "context_overflow", message: refusal.error.message, count: 1 },
  ]);
  await retryFailed(OPERATOR, runId);
  await generateResponse(ids[0] ?? "");
  await sweepRuns(WORKER);
  expect((await getRun(OPERATOR, runId)).progress).toMatchObject({ state: "done", done: 2, failed: 0 });
});

test("a dead endpoint is waited for, and no try is burnt", { timeout: 30_000 }, async () => {
  const frail = await startOpenAiServer();
  const { ids } = await order(1, { baseUrl: frail.url });
  await frail.down();
  const asked = generateResponse(ids[0] ?? "", frail);
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(await readResponse(ids[0] ?? "")).toMatchObject({ state: "running", attempts: 0 });
  await frail.up();
  await asked;
  expect(await readResponse(ids[0] ?? "")).toMatchObject({ state: "done", attempts: 0 });
  await frail.stop();
});

test("cancelling stops the request in flight within a moment", { timeout: 30_000 }, async () => {
  const { ids, runId } = await order(2);
  await generateResponse(ids[0] ?? "");
  server.setBehaviour({ latencyMs: 20_000 });
  const { abandoned } = server.requests;
  const asked = generateResponse(ids[1] ?? "");
  await expect.poll(() => server.requests.active).toBe(1);
  const begun = performance.now();
  await cancelRun(OPERATOR, runId);
  await asked;
  expect(performance.now() - begun).toBeLessThan(4_000);
  await expect.poll(() => server.requests.abandoned).toBe(abandoned + 1);
  expect((await getRun(OPERATOR, runId)).progress).toMatchObject({ state: "cancelled", done: 1, cancelled: 1 });
  await expect(resumeRun(OPERATOR, runId)).rejects.toThrow(/is cancelled/);
});

test("paused, nothing more is asked; resumed, it goes on", async () => {
  const { ids, runId } = await order(1);
  await pauseRun(OPERATOR, runId);
  const before = server.requests.total;
  await generateResponse(ids[0] ?? "");
  expect(server.requests.total).toBe(before);
  await resumeRun(OPERATOR, runId);
  await generateResponse(ids[0] ?? "");
  expect((await readResponse(ids[0] ?? "")).state).toBe("done");
});

test("the queue can be lost: the sweep fills it again from the database, and adds nothing twice", async () => {
  const { ids } = await order(3);
  const queue = getEndpointQueue(new URL(server.url).origin);
  await queue.obliterate({ force: true });
  await sweepRuns(WORKER);
  await sweepRuns(WORKER);
  const queued = (await queue.getJobs(["wait", "delayed"])).map((job) => job.data.responseId);
  expect(queued.filter((id) => ids.includes(id)).sort()).toEqual(ids);
});

test("what is there is not asked for again, and what failed elsewhere is", async () => {
  const { name, ids } = await order(3);
  await generateResponse(ids[0] ?? "");
  await getPool().query("UPDATE responses SET state = 'failed' WHERE id = $1", [ids[1]]);
  expect(await createRun(OPERATOR, { models: [name], set: name })).toMatchObject({ total: 1, alreadyThere: 2 });
  expect(await createRun(OPERATOR, { models: [name], set: name, samples: 2 })).toMatchObject({
    ...{ total: 3, alreadyThere: 3 },
  });
});

test("a run goes on as it was ordered though its model is changed", async () => {
  const { name, ids } = await order(1);
  await updateModel(OPERATOR, name, modelInput(name, { parameters: { temperature: 2 } }));
  await generateResponse(ids[0] ?? "");
  expect((await readResponse(ids[0] ?? "")).generation?.parameters).toEqual(CHATGPT.parameters);
});

test("each sample has a seed of its own", async () => {
  const { name } = await order(1, { parameters: { seed: 10 } });
  const run = await createRun(OPERATOR, { models: [name], set: name, samples: 3 });
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM responses WHERE run_id = $1 ORDER BY sample", [
    run.id,
  ]);
  for (const { id } of rows) await generateResponse(id);
  const seeds = await Promise.all(rows.map(async ({ id }) => (await readResponse(id)).generation?.seed));
  expect(seeds).toEqual([11, 12]);
});

test("an answer cut by its limit, one that loops, an empty one and one that names its model are flagged", async () => {
  const { ids, runId } = await order(4);
  const answers = [
    "Half an ans",
    "I say one thing over and over again. ".repeat(30),
    " ",
    "I am ChatGPT, trained by OpenAI.",
  ];
  for (const [index, id] of ids.entries()) {
    server.setBehaviour({
      answer: () => answers[index] ?? "",
      faults: { queue: index === 0 ? ["length"] : [] },
    });
    await generateResponse(id);
  }
  const { progress } = await getRun(OPERATOR, runId);
  expect(progress.models[0]?.flags).toEqual({ empty: 1, cutShort: 1, repeated: 1, promptCut: 0, selfNaming: 1 });
});

test("viewers look on, and raters see nothing", async () => {
  const { name, runId } = await order(1);
  await expect(createRun(VIEWER, { models: [name], set: name })).rejects.toThrow(/Viewers read only/);
  await expect(cancelRun(VIEWER, runId)).rejects.toThrow(/Viewers read only/);
  expect(await getRun(VIEWER, runId)).toMatchObject({ state: "running" });
  const rater = { kind: "rater", slug: "x", tokenHash: Buffer.alloc(32) } as const;
  await expect(getRun(rater, runId)).rejects.toThrow(/nothing here/);
});

test("only an owner gives a model a key, and only to an address that is allowed", async () => {
  const editor: AccountActor = { kind: "account", accountId: randomUUID(), role: "editor" };
  const withKey = modelInput("with-key", { keyVariable: "SOME_API_KEY" });
  await expect(createModel(editor, withKey)).rejects.toThrow(/Only an owner/);
  await createModel(OPERATOR, withKey);
  await expect(updateModel(editor, "with-key", { ...withKey, keyVariable: null })).rejects.toThrow(/Only an owner/);
  await expect(createModel(OPERATOR, modelInput("inside", { baseUrl: "http://10.0.0.7:8000/v1" }))).rejects.toThrow(
    /internal address.*EUCALYPT_MODEL_HOSTS/,
  );
  await expect(createModel(OPERATOR, modelInput("odd", { keyVariable: "NEXTAUTH_SECRET" }))).rejects.toThrow(/API_KEY/);
});
