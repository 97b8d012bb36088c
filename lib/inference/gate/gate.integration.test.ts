import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { lookAtEndpoint, type Place, takePlace } from "@/lib/inference/gate/gate";
import { gateKeys, gateRedis } from "@/lib/inference/gate/gate-redis";
import { getRedis } from "@/lib/redis/client";

const LIMITS = { maxConcurrent: 2, requestsPerMinute: null };
const never = new AbortController().signal;

withTestDatabase();

let count = 0;

/** An endpoint that was never asked, at a Redis that has been there for a minute. */
async function knownEndpoint(): Promise<string> {
  count += 1;
  const endpoint = `http://endpoint-${count}.test`;
  const [, , , mark] = gateKeys(endpoint);
  const server = /run_id:(\w+)/.exec(await getRedis().info("server"))?.[1] ?? "";
  await getRedis().hset(mark, { server, at: Date.now() - 60_000 });
  return endpoint;
}

/** Whether a place was had within this time. */
async function isLetIn(asked: Promise<Place>, withinMs: number): Promise<boolean> {
  return Promise.race([asked.then(() => true), wait(withinMs, false)]);
}

const failure = (kind: ConstructorParameters<typeof EndpointError>[0], retryAfterMs?: number) =>
  new EndpointError(kind, "It says no.", { retryAfterMs });

test("no more are let in than the endpoint takes, and a place given back is the next one's", async () => {
  const endpoint = await knownEndpoint();
  const [first] = await Promise.all([takePlace(endpoint, LIMITS, never), takePlace(endpoint, LIMITS, never)]);
  const third = takePlace(endpoint, LIMITS, never);
  expect(await isLetIn(third, 200)).toBe(false);
  await first.release(null);
  expect(await isLetIn(third, 1_000)).toBe(true);
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ state: "ok", inFlight: 2, limit: 2 });
});

test("who gives up waiting leaves the line, and those behind move up", async () => {
  const endpoint = await knownEndpoint();
  const held = await takePlace(endpoint, { ...LIMITS, maxConcurrent: 1 }, never);
  const controller = new AbortController();
  const impatient = takePlace(endpoint, { ...LIMITS, maxConcurrent: 1 }, controller.signal);
  const patient = takePlace(endpoint, { ...LIMITS, maxConcurrent: 1 }, never);
  controller.abort("paused");
  await expect(impatient).rejects.toBe("paused");
  await held.release(null);
  expect(await isLetIn(patient, 1_000)).toBe(true);
});

test("no more begin in a minute than the endpoint takes", async () => {
  const endpoint = await knownEndpoint();
  const limits = { maxConcurrent: 10, requestsPerMinute: 3 };
  for (let index = 0; index < 3; index++) await (await takePlace(endpoint, limits, never)).release(null);
  const controller = new AbortController();
  const fourth = takePlace(endpoint, limits, controller.signal);
  expect(await isLetIn(fourth, 300)).toBe(false);
  controller.abort("enough");
  await expect(fourth).rejects.toBe("enough");
});

test("after a 429 nobody asks until Retry-After is over", async () => {
  const endpoint = await knownEndpoint();
  const place = await takePlace(endpoint, LIMITS, never);
  const begun = performance.now();
  await place.release(failure("rate_limited", 700));
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ state: "waiting", reason: "It says no." });
  await takePlace(endpoint, LIMITS, never);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(695);
});

test("failures in a row open the breaker, one probe is let through, and an answer closes it", async () => {
  const endpoint = await knownEndpoint();
  const released: boolean[] = [];
  for (let index = 0; index < 5; index++) {
    released.push(await (await takePlace(endpoint, LIMITS, never)).release(failure("server_error")));
  }
  expect(released).toEqual([false, false, false, false, true]);
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ state: "down" });
  const probe = await takePlace(endpoint, LIMITS, never);
  const second = takePlace(endpoint, LIMITS, never);
  expect(await isLetIn(second, 400)).toBe(false);
  await probe.release(null);
  expect(await isLetIn(second, 2_000)).toBe(true);
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ state: "ok" });
});

test("a refusal that is an answer does not open the breaker", async () => {
  const endpoint = await knownEndpoint();
  for (let index = 0; index < 8; index++) {
    expect(await (await takePlace(endpoint, LIMITS, never)).release(failure("rejected"))).toBe(false);
  }
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ state: "ok" });
});

test("when Redis has forgotten everything, what is in flight is heard before anybody is let in", {
  timeout: 20_000,
}, async () => {
  const endpoint = await knownEndpoint();
  const held = await Promise.all([takePlace(endpoint, LIMITS, never), takePlace(endpoint, LIMITS, never)]);
  await getRedis().del(...gateKeys(endpoint));
  const third = takePlace(endpoint, LIMITS, never);
  expect(await isLetIn(third, 6_500)).toBe(false);
  expect(await lookAtEndpoint(endpoint, 2)).toMatchObject({ inFlight: 2 });
  await held[0]?.release(null);
  expect(await isLetIn(third, 2_000)).toBe(true);
});

test("a process that dies holds its place for a while only", async () => {
  const endpoint = await knownEndpoint();
  const [leases] = gateKeys(endpoint);
  await getRedis().zadd(leases, Date.now() + 500, "of-the-dead", Date.now() + 500, "of-another");
  const place = takePlace(endpoint, LIMITS, never);
  expect(await isLetIn(place, 200)).toBe(false);
  expect(await isLetIn(place, 2_000)).toBe(true);
});

test("the scripts are sent again to a Redis that has lost them", async () => {
  const endpoint = await knownEndpoint();
  await getRedis().script("FLUSH");
  expect(await gateRedis().gateLook(...gateKeys(endpoint))).toEqual([0, 0, "ok", ""]);
});
