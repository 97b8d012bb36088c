import "server-only";
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { readRateLimitFactor } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { getRedis } from "@/lib/redis/client";

/** `points` in `duration` seconds. */
const LIMITS = {
  /** Of one rater. Nobody reads two responses and judges them in a second and a half, over and over. */
  vote: { points: 40, duration: 60 },
  /** Of one rater, everything else that they ask. */
  request: { points: 240, duration: 60 },
  /** From one address, which a laboratory shares, whatever is asked. */
  address: { points: 6_000, duration: 60 },
  /** People let in from one address, into one study. */
  joinFromAddress: { points: 60, duration: 900 },
  /** People let into one study, from everywhere. */
  joinStudy: { points: 600, duration: 60 },
} as const;

type Limit = keyof typeof LIMITS;

const limiters = new Map<Limit, RateLimiterRedis>();

function getLimiter(limit: Limit): RateLimiterRedis {
  const known = limiters.get(limit);
  if (known) return known;
  const { points, duration } = LIMITS[limit];
  const options = { keyPrefix: `rating:${limit}`, points: Math.ceil(points * readRateLimitFactor()), duration };
  // while Redis is away each process counts for itself: raters go on, and a flood is still held back
  const made = new RateLimiterRedis({
    ...options,
    storeClient: getRedis(),
    insuranceLimiter: new RateLimiterMemory(options),
    inMemoryBlockOnConsumed: options.points + 1,
  });
  limiters.set(limit, made);
  return made;
}

/**
 * Counts what a rater asks, by their token, and what is no vote also by where they come from. A vote is the hot path, and
 * one that no rater stands behind is counted against its address when that is known: `spendAnonymousRequest`.
 *
 * @throws {AppError} too_many: says how long to wait.
 */
export async function spendRaterRequest(tokenHash: Buffer, address: string, kind: "vote" | "request"): Promise<void> {
  const own: [Limit, string] = [kind, tokenHash.toString("base64url")];
  await spend(kind === "vote" ? [own] : [own, ["address", hashAddress(address)]]);
}

/**
 * Counts a person who wants to be let in.
 *
 * @throws {AppError} too_many: says how long to wait.
 */
export async function spendJoin(slug: string, address: string): Promise<void> {
  const hashed = hashAddress(address);
  await spend([
    ["joinFromAddress", `${slug}:${hashed}`],
    ["joinStudy", slug],
    ["address", hashed],
  ]);
}

/**
 * Counts what is asked by somebody who is no rater yet, or by a platform.
 *
 * @throws {AppError} too_many.
 */
export async function spendAnonymousRequest(address: string): Promise<void> {
  await spend([["address", hashAddress(address)]]);
}

/** At the same moment, so that it takes one round trip. */
async function spend(counts: [Limit, string][]): Promise<void> {
  try {
    await Promise.all(counts.map(([limit, key]) => getLimiter(limit).consume(key)));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError("too_many", `That is faster than anyone can read. Go on in ${seconds} s.`);
  }
}

/** An address is a person's: it does not stand in Redis as it is. */
function hashAddress(address: string): string {
  return createHash("sha256").update(address).digest("base64url").slice(0, 22);
}
