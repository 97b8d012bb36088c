import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { getHealth } from "@/lib/http/health";
import { closeRedis, getRedis } from "@/lib/redis/client";
import { startHeartbeat } from "@/lib/redis/heartbeat";

withTestDatabase();

test("the worker is down until it beats, and then all is ok", async () => {
  expect(await getHealth()).toEqual({ status: "down", postgres: "ok", redis: "ok", worker: "down" });
  const heartbeat = startHeartbeat();
  await expect.poll(getHealth).toEqual({ status: "ok", postgres: "ok", redis: "ok", worker: "ok" });
  heartbeat.stop();
});

test("a lost Redis is named, and with it the worker, which can no longer be seen", async () => {
  getRedis().disconnect();
  expect(await getHealth()).toEqual({ status: "down", postgres: "ok", redis: "down", worker: "down" });
  await closeRedis();
});
