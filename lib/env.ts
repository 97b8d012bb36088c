import "server-only";
import { resolve } from "node:path";
import { z } from "zod";
import { readRuntime } from "@/lib/embedded/runtime";

/** Optional settings may be present but empty, as compose files and CI leave them. */
const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

const envSchema = z.object({
  DATABASE_URL: z.string({ error: "DATABASE_URL is not set, and no `npm start` has made a database here." }).min(1),
  REDIS_URL: z.string({ error: "REDIS_URL is not set, and no `npm start` has made a Redis here." }).min(1),
  NEXTAUTH_SECRET: z.string({ error: "NEXTAUTH_SECRET is not set: write 32 or more random characters." }).min(32),
  NEXTAUTH_URL: optional,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  /** What Prometheus sends to read /metrics; without one, only an owner's browser may. */
  METRICS_TOKEN: optional.pipe(
    z.string().min(16, { error: "METRICS_TOKEN is too short: write 16 or more random characters." }).optional(),
  ),
  MODERATION_API_KEY: optional,
  MODERATION_BASE_URL: optional,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema>;

/** `--data-dir` arrives here as EUCALYPT_DATA_DIR. */
export function getDataDir(): string {
  return resolve(/* turbopackIgnore: true */ process.env.EUCALYPT_DATA_DIR || ".eucalypt");
}

/** Which build of the program a web process runs: all of one installation run the same. */
export function readBuild(): string {
  return process.env.EUCALYPT_DIST_DIR || "dev";
}

/** Which hosts model requests may go to; `parseAllowedHosts` says how it is written. */
export function readModelHosts(): string {
  return process.env.EUCALYPT_MODEL_HOSTS?.trim() || "public";
}

/** A model endpoint's key. Only variables with such names are read, so that no other secret can be sent to an endpoint. */
export function readModelKey(variable: string): string | undefined {
  if (!/^[A-Z][A-Z0-9_]*_API_KEY$/.test(variable)) return undefined;
  return process.env[variable]?.trim() || undefined;
}

/**
 * By how much raters' rate limits are raised, for measurements and for tests that vote faster than people; 1 unless set.
 *
 * @throws {Error} it is no number above 0.
 */
export function readRateLimitFactor(): number {
  const factor = Number(process.env.EUCALYPT_RATE_LIMIT_FACTOR || "1");
  if (factor > 0 && Number.isFinite(factor)) return factor;
  throw new Error("EUCALYPT_RATE_LIMIT_FACTOR is no number above 0. Leave it out, or write a number such as 2.");
}

/** Prolific's own: what calls it, what it signs its messages with, and where it is. null: not set. */
export function readProlific(): { token: string | null; webhookSecret: string | null; baseUrl: string } {
  const read = (name: string) => process.env[name]?.trim() || null;
  return {
    token: read("PROLIFIC_API_TOKEN"),
    webhookSecret: read("PROLIFIC_WEBHOOK_SECRET"),
    baseUrl: (read("PROLIFIC_BASE_URL") ?? "https://api.prolific.com").replace(/\/+$/, ""),
  };
}

let env: Env | undefined;

/**
 * The settings of this process, checked at their first use and not on import, so that a build needs none of them.
 *
 * @throws {Error} a setting is missing or malformed; the message names it and the mend.
 */
export function getEnv(): Env {
  env ??= readEnv();
  return env;
}

function readEnv(): Env {
  const runtime = process.env.DATABASE_URL ? null : readRuntime(getDataDir());
  const parsed = envSchema.safeParse({
    ...(runtime && {
      DATABASE_URL: runtime.databaseUrl,
      REDIS_URL: runtime.redisUrl,
      NEXTAUTH_SECRET: runtime.nextauthSecret,
      NEXTAUTH_URL: `http://localhost:${runtime.port}`,
    }),
    ...process.env,
  });
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join(" "));
  return parsed.data;
}
