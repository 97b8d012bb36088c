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
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema>;

/** `--data-dir` arrives here as EUCALYPT_DATA_DIR. */
export function getDataDir(): string {
  return resolve(/* turbopackIgnore: true */ process.env.EUCALYPT_DATA_DIR || ".eucalypt");
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
