import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/**
 * What one installation remembers between starts. `start` writes it; the command line and workers read it when
 * DATABASE_URL is absent. It holds passwords, so it is readable by its owner alone.
 */
const runtimeSchema = z.object({
  databaseUrl: z.string().min(1),
  redisUrl: z.string().min(1),
  port: z.number().int().min(0).max(65535),
  nextauthSecret: z.string().min(32),
  /** Base64 of 32 bytes: what Next wants to encrypt the closures of server actions with. */
  serverActionsKey: z.string().min(32),
  /** Of the embedded servers; kept even while others are in use, since they unlock what is in the data directory. */
  databasePassword: z.string().min(16),
  redisPassword: z.string().min(16),
  /** Where the embedded cluster lives when it could not live in the data directory. */
  postgresDir: z.string().optional(),
});

export type Runtime = z.infer<typeof runtimeSchema>;

export function runtimePath(dataDir: string): string {
  return join(dataDir, "runtime.json");
}

/**
 * @returns null when nothing was started in this directory yet.
 * @throws {Error} the file is there but cannot be read or is not ours, with its name.
 */
export function readRuntime(dataDir: string): Runtime | null {
  const path = runtimePath(dataDir);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`Cannot read ${path}: ${(error as Error).message}.`, { cause: error });
  }
  const parsed = runtimeSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new Error(
      `${path} is damaged (${z.prettifyError(parsed.error)}). Restore it from a copy: it has the passwords.`,
    );
  }
  return parsed.data;
}

/** Replaces the file in one step, so that a reader never meets half of it. */
export function writeRuntime(dataDir: string, runtime: Runtime): void {
  mkdirSync(dataDir, { recursive: true });
  const path = runtimePath(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(runtimeSchema.parse(runtime), null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
