import { Redis } from "ioredis";
import pg from "pg";
import { SetupError } from "@/lib/embedded/setup-error";

const TIMEOUT_MS = 5_000;
const LEAST_POSTGRES = 15;

/** @throws {SetupError} the server does not answer, refuses us, or is too old. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const address = withoutPassword("DATABASE_URL", databaseUrl);
  let version: number;
  try {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS });
    client.on("error", () => {});
    await client.connect();
    const { rows } = await client.query("SHOW server_version_num");
    version = Math.floor(Number(rows[0].server_version_num) / 10_000);
    await client.end();
  } catch (error) {
    throw unreachable("DATABASE_URL", address, error, "an embedded PostgreSQL");
  }
  if (version < LEAST_POSTGRES) {
    throw new SetupError(
      `DATABASE_URL (${address}) is PostgreSQL ${version}: use ${LEAST_POSTGRES} or later, or unset it for the embedded one.`,
    );
  }
}

/** @throws {SetupError} the server does not answer or refuses us. */
export async function checkRedis(redisUrl: string): Promise<void> {
  const address = withoutPassword("REDIS_URL", redisUrl);
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    disconnectTimeout: 10,
  });
  let cause: Error | undefined;
  client.on("error", (error) => {
    cause = error;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    // ioredis rejects with "Connection is closed" and says why in the event
    throw unreachable("REDIS_URL", address, cause ?? error, "an embedded Redis");
  } finally {
    client.disconnect();
  }
}

function unreachable(name: string, address: string, error: unknown, instead: string): SetupError {
  return new SetupError(
    `${name} (${address}) does not let us in (${reasonOf(error)}): start that server, correct the address, or unset ${name} for ${instead}.`,
  );
}

/** Node tries each address of a name and then wraps what went wrong, with an empty message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(name: string, url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    parsed.search = "";
    return parsed.toString();
  } catch {
    throw new SetupError(`${name} is not an address: write it as ${EXAMPLES[name]}, or unset it.`);
  }
}

const EXAMPLES: Record<string, string> = {
  DATABASE_URL: "postgresql://user:password@host:5432/database",
  REDIS_URL: "redis://:password@host:6379",
};
