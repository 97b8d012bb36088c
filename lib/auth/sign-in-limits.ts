import "server-only";
import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/http/app-error";
import { getRedis } from "@/lib/redis/client";

const WINDOW_S = 15 * 60;

/**
 * Tries in 15 minutes. From one address for one e-mail few; for one e-mail from everywhere more, so that a stranger
 * cannot lock its owner out with a handful; from one address more still, since a laboratory shares one.
 */
const POINTS = { both: 6, email: 40, address: 60 } as const;

type Limit = keyof typeof POINTS;

let limiters: Record<Limit, RateLimiterRedis> | undefined;

function getLimiters(): Record<Limit, RateLimiterRedis> {
  limiters ??= { both: open("both"), email: open("email"), address: open("address") };
  return limiters;
}

function open(limit: Limit): RateLimiterRedis {
  const options = { keyPrefix: `sign-in:${limit}`, points: POINTS[limit], duration: WINDOW_S };
  // while Redis is away each process counts for itself: fewer guesses than none at all, and people can still sign in
  return new RateLimiterRedis({
    ...options,
    storeClient: getRedis(),
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

export type SignInTry = {
  /** Lower case. */
  email: string;
  address: string;
};

function toKeys({ email, address }: SignInTry): Record<Limit, string> {
  const hashed = createHash("sha256").update(email).digest("base64url");
  return { email: hashed, address, both: `${hashed}:${address}` };
}

/**
 * Counts a try before its password is looked at, so that many at the same moment do not slip through together.
 *
 * @throws {AppError} too_many: says how long to wait.
 */
export async function spendSignInTry(attempt: SignInTry): Promise<void> {
  const keys = toKeys(attempt);
  for (const limit of ["both", "email", "address"] as const) {
    try {
      await getLimiters()[limit].consume(keys[limit]);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError("too_many", toWaitSentence(refused.msBeforeNext));
    }
  }
}

/** After a right password: earlier slips are forgotten. */
export async function forgiveSignInTries(attempt: SignInTry): Promise<void> {
  const keys = toKeys(attempt);
  await Promise.all([
    getLimiters().both.delete(keys.both),
    getLimiters().email.delete(keys.email),
    getLimiters().address.reward(keys.address, 1),
  ]);
}

function toWaitSentence(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return `Too many tries. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}
