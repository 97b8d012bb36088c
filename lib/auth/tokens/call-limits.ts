import "server-only";
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/http/app-error";
import { getRedis } from "@/lib/redis/client";

/** A minute's: of one token; and from one address with tokens that are none. */
const POINTS = { call: 600, stranger: 30 } as const;

type Limit = keyof typeof POINTS;

const limiters = new Map<Limit, RateLimiterRedis>();

function getLimiter(limit: Limit): RateLimiterRedis {
  const known = limiters.get(limit);
  if (known) return known;
  const options = { keyPrefix: `api:${limit}`, points: POINTS[limit], duration: 60 };
  // while Redis is away each process counts for itself
  const insuranceLimiter = new RateLimiterMemory(options);
  const made = new RateLimiterRedis({ ...options, storeClient: getRedis(), insuranceLimiter });
  limiters.set(limit, made);
  return made;
}

/** @throws {AppError} too_many. */
export async function spendCall(tokenId: string): Promise<void> {
  await spend("call", tokenId);
}

/** Counts a token that is none against where it came from: nobody tries one after another. @throws {AppError} too_many. */
export async function spendStranger(address: string): Promise<void> {
  await spend("stranger", createHash("sha256").update(address).digest("base64url").slice(0, 22));
}

async function spend(limit: Limit, key: string): Promise<void> {
  try {
    await getLimiter(limit).consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError("too_many", `At most ${POINTS[limit]} requests a minute. Go on in ${seconds} s.`, {
      cause: seconds,
    });
  }
}

/** How many seconds to wait after a refusal of `spendCall`; null: it was another failure. */
export function retryAfter(error: unknown): number | null {
  const isRefusal = error instanceof AppError && error.code === "too_many" && typeof error.cause === "number";
  return isRefusal ? (error.cause as number) : null;
}
