import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { beforeEach, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { collectSnapshots, publishSnapshot, startMetricsSnapshots } from "@/lib/inference/metrics-snapshots";
import { findValue, parseMetrics } from "@/lib/inference/testing/parse-metrics";
import { getRedis } from "@/lib/redis/client";

const KEY = "metrics:workers";
withTestDatabase();

beforeEach(() => getRedis().del(KEY));

function makeWorker(answered: number): Registry {
  const registers = [new Registry()] as const;
  new Counter({ name: "answered_total", help: "Answered.", registers: [...registers] }).inc(answered);
  new Histogram({ name: "wait_seconds", help: "Waited.", buckets: [1, 5], registers: [...registers] }).observe(2);
  new Gauge({ name: "lag", help: "Not yet measured.", registers: [...registers] }).set(Number.NaN);
  return registers[0];
}

const collect = async () => parseMetrics(await collectSnapshots());

test("each worker's series stand side by side, and a number that is none is left out", async () => {
  expect(await collectSnapshots()).toBe("");
  await publishSnapshot("one:1", makeWorker(3));
  await publishSnapshot("two:2", makeWorker(4));
  const samples = await collect();
  expect(findValue(samples, "answered_total", { worker: "one:1" })).toBe(3);
  expect(findValue(samples, "answered_total", { worker: "two:2" })).toBe(4);
  expect(findValue(samples, "wait_seconds_bucket", { worker: "two:2", le: "5" })).toBe(1);
  expect(samples.some(({ name }) => name === "lag")).toBe(false);
});

test("the series of a worker that has said nothing for half a minute end, and its field is dropped", async () => {
  await publishSnapshot("dead:1", makeWorker(3));
  await publishSnapshot("live:2", makeWorker(4));
  const old = JSON.parse((await getRedis().hget(KEY, "dead:1")) ?? "");
  await getRedis().hset(KEY, "dead:1", JSON.stringify({ ...old, at: old.at - 30_000 }));
  expect((await collect()).every(({ labels }) => labels.worker === "live:2")).toBe(true);
  expect(await getRedis().hkeys(KEY)).toEqual(["live:2"]);
});

test("a worker publishes from its start, its start time with it, until it stops", async () => {
  const snapshots = startMetricsSnapshots();
  await expect.poll(async () => (await collect()).length).toBeGreaterThan(0);
  expect(findValue(await collect(), "process_start_time_seconds")).toBeGreaterThan(1e9);
  snapshots.stop();
  await expect.poll(() => getRedis().hlen(KEY)).toBe(0);
});
