import "server-only";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Visitor } from "@/lib/demo/visitor";
import { AppError } from "@/lib/http/app-error";
import { getRedis } from "@/lib/redis/client";

const HOUR_S = 3600;
/** A classroom shares an address; and whoever throws the cookie away keeps it. */
const VISITORS_PER_ADDRESS = 4;

/**
 * Counts a visitor's message before anything is asked of a model, so that many at the same moment do not slip through.
 * Where the owner changes the limit, counting begins anew.
 *
 * @throws {AppError} too_many: says when it is possible again.
 */
export async function spendMessage(visitor: Visitor, perHour: number): Promise<void> {
  await spend(`message:${perHour}`, visitor.hash.toString("base64url"), perHour);
  await spend(`message-address:${perHour}`, visitor.addressHash, perHour * VISITORS_PER_ADDRESS);
}

/** A conversation that nothing is said in costs a row; more of them than messages are no honest use. */
export async function spendConversation(visitor: Visitor, perHour: number): Promise<void> {
  await spend(`conversation:${perHour}`, visitor.addressHash, 2 * perHour * VISITORS_PER_ADDRESS);
}

async function spend(limit: string, key: string, points: number): Promise<void> {
  const limiter = limiters.get(limit) ?? open(limit, points);
  limiters.set(limit, limiter);
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("too_many", toSentence(refused.msBeforeNext));
  }
}

const limiters = new Map<string, RateLimiterRedis>();

function open(limit: string, points: number): RateLimiterRedis {
  const options = { keyPrefix: `demo:${limit}`, points, duration: HOUR_S };
  // while Redis is away each process counts for itself
  return new RateLimiterRedis({
    ...options,
    storeClient: getRedis(),
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

function toSentence(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return `You have used up your messages for now. You can send the next one in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}
