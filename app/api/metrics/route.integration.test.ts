import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/metrics/route";
import type { AccountActor } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { requireMetricsReader } from "@/lib/inference/metrics-access";
import { startMetricsSnapshots } from "@/lib/inference/metrics-snapshots";
import { findValue, parseMetrics } from "@/lib/inference/testing/parse-metrics";
import { enqueueResponses } from "@/lib/jobs/endpoint-queues";
import { enqueue } from "@/lib/jobs/queue";
import { getRedis } from "@/lib/redis/client";

const TOKEN = "a-token-of-the-tests";
const ENDPOINT = "http://models.example.org:5007";
withTestDatabase();

beforeAll(async () => {
  process.env.METRICS_TOKEN = TOKEN;
});

afterAll(async () => {
  delete process.env.METRICS_TOKEN;
});

const get = (authorization: string) =>
  GET(new Request("http://localhost:3000/api/metrics", { headers: { authorization } }));
const account = (role: AccountActor["role"]) => async (): Promise<AccountActor> => ({
  kind: "account",
  accountId: "01890000-0000-7000-8000-000000000001",
  role,
});

test("the token opens the metrics, and nothing near it does", async () => {
  expect((await get(`Bearer ${TOKEN}`)).status).toBe(200);
  for (const wrong of [`Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, "Bearer ", "Bearer", "Basic Og=="]) {
    const answer = await get(wrong);
    expect(answer.status, wrong).toBe(401);
    expect((await answer.json()).error.code).toBe("not_signed_in");
  }
});

test("without a token, an owner who is signed in reads them, and nobody else", async () => {
  await expect(requireMetricsReader(null, account("owner"))).resolves.toBeUndefined();
  await expect(requireMetricsReader(null, account("editor"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(requireMetricsReader(null, account("viewer"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(requireMetricsReader(null, async () => null)).rejects.toMatchObject({ code: "not_signed_in" });
});

test("it tells of workers, queues, waiting responses and stores, in a text that Prometheus reads", async () => {
  await enqueue("sweep-leases", {});
  await enqueueResponses(ENDPOINT, ["01890000-0000-7000-8000-000000000002"], 1);
  const snapshots = startMetricsSnapshots();
  const read = async () => parseMetrics(await (await get(`Bearer ${TOKEN}`)).text());
  await expect.poll(async () => findValue(await read(), "process_resident_memory_bytes")).toBeGreaterThan(0);
  snapshots.stop();

  expect((await get(`Bearer ${TOKEN}`)).headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const samples = await read();
  expect(findValue(samples, "eucalypt_up", { store: "postgres" })).toBe(1);
  expect(findValue(samples, "eucalypt_up", { store: "redis" })).toBe(1);
  expect(findValue(samples, "eucalypt_queue_jobs", { queue: "eucalypt", state: "waiting" })).toBe(1);
  const ofEndpoints = samples.filter(
    ({ name, labels }) => name === "eucalypt_queue_jobs" && labels.queue !== "eucalypt" && labels.state === "waiting",
  );
  expect(ofEndpoints.map(({ value }) => value)).toEqual([1]);
  expect(findValue(samples, "eucalypt_responses_waiting", { state: "pending" })).toBe(0);
  expect(findValue(samples, "eucalypt_responses_waiting", { state: "running" })).toBe(0);
});

test("with Redis away it answers with what there is", async () => {
  getRedis().disconnect();
  const answer = await get(`Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
  const samples = parseMetrics(await answer.text());
  expect(findValue(samples, "eucalypt_up", { store: "redis" })).toBe(0);
  expect(findValue(samples, "eucalypt_up", { store: "postgres" })).toBe(1);
  expect(findValue(samples, "eucalypt_responses_waiting", { state: "pending" })).toBe(0);
  expect(samples.some(({ name }) => name === "eucalypt_queue_jobs")).toBe(false);
});
