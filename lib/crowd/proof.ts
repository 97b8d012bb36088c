import "server-only";
import { createHash, hkdfSync, randomInt } from "node:crypto";
import { type Challenge, createChallenge, type Payload, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

/**
 * One guess costs so many rounds, and a browser needs so many guesses: about a second on a laptop, a few on a telephone.
 * A thousand raters that are one script cost that script an hour.
 */
const ROUNDS = 2_000;
const GUESSES = { least: 400, most: 800 };
const LIVES_S = 10 * 60;

/** A puzzle for the browser of somebody who wants to be let into this study. */
export async function makeChallenge(slug: string): Promise<Challenge> {
  return await createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: ROUNDS,
    counter: randomInt(GUESSES.least, GUESSES.most),
    deriveKey,
    data: { study: slug },
    expiresAt: Math.floor(Date.now() / 1000) + LIVES_S,
    ...secrets(),
  });
}

/**
 * Holds the solved puzzle to what was asked: ours, of this study, not out of date, right, and not handed in before.
 *
 * @throws {AppError} forbidden.
 */
export async function checkProof(slug: string, proof: string | undefined): Promise<void> {
  const payload = parse(proof);
  if (payload?.challenge.parameters.data?.study !== slug) throw refuse();
  const result = await verifySolution({ ...payload, deriveKey, ...secrets() }).catch(() => null);
  if (!result?.verified) throw refuse();
  if (!(await isFirstUse(payload.challenge.signature ?? ""))) throw refuse();
}

const hex = z.string().regex(/^[0-9a-f]{1,512}$/i);

/** Whoever made it up, it costs the server no more than an honest one. */
const payloadSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal("PBKDF2/SHA-256"),
      nonce: hex,
      salt: hex,
      cost: z.literal(ROUNDS),
      keyLength: z.literal(32),
      keyPrefix: hex,
      keySignature: hex,
      expiresAt: z.int(),
      data: z.object({ study: z.string().max(100) }),
    }),
    signature: hex,
  }),
  solution: z.object({ counter: z.int().min(0).max(1_000_000), derivedKey: hex, time: z.number().optional() }),
});

function parse(proof: string | undefined): Payload | null {
  try {
    return payloadSchema.parse(JSON.parse(proof ?? ""));
  } catch {
    return null;
  }
}

/** While Redis is away nobody can say, and people come before bots. */
async function isFirstUse(signature: string): Promise<boolean> {
  const key = `proof:${createHash("sha256").update(signature).digest("base64url")}`;
  try {
    return (await getRedis().set(key, "", "EX", LIVES_S, "NX")) === "OK";
  } catch (error) {
    log.warn({ reason: (error as Error).message }, "a proof of work could not be marked as used");
    return true;
  }
}

function secrets(): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
  const derive = (of: string) =>
    Buffer.from(hkdfSync("sha256", getEnv().NEXTAUTH_SECRET, "", `eucalypt proof of work ${of}`, 32)).toString("hex");
  return { hmacSignatureSecret: derive("challenge"), hmacKeySignatureSecret: derive("key") };
}

function refuse(): AppError {
  return new AppError(
    "forbidden",
    "This browser’s check did not go through, or took too long. Reload the page and try again.",
  );
}
