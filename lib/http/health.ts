import "server-only";
import { getPool } from "@/lib/db/pool";
import { answerOrNull } from "@/lib/http/answer-or-null";
import { getRedis } from "@/lib/redis/client";
import { isWorkerAlive } from "@/lib/redis/heartbeat";

const TIMEOUT_MS = 2_000;

export type Part = "ok" | "down";
export type Health = { status: Part; postgres: Part; redis: Part; worker: Part };

/** Asks each part a trivial question. Says nothing of why one is down: the address is open to anyone. */
export async function getHealth(): Promise<Health> {
  const [postgres, redis, worker] = await Promise.all([
    answers(() => getPool().query("SELECT 1")),
    answers(() => getRedis().ping()),
    answers(isWorkerAlive),
  ]);
  const status = postgres === "ok" && redis === "ok" && worker === "ok" ? "ok" : "down";
  return { status, postgres, redis, worker };
}

async function answers(ask: () => Promise<unknown>): Promise<Part> {
  return (await answerOrNull(ask, TIMEOUT_MS)) ? "ok" : "down";
}
