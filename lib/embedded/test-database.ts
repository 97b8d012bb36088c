import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeEverything } from "@/lib/close-at-end";

export type TestDatabase = { databaseUrl: string; redisUrl: string; drop(): Promise<void> };

/**
 * A migrated, empty database and a numbered Redis database for one test file. Points this process' environment at
 * them, so that everything which asks lib/env meets these and no others; call it in `beforeAll`, and `drop` in
 * `afterAll` after closing the pools.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, templateDatabase, redisUrl } = inject("testStores");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${templateDatabase}"`);
  const database: TestDatabase = {
    databaseUrl: adminUrl.replace(/\/[^/]*$/, `/${name}`),
    redisUrl: `${redisUrl}/${await takeRedisNumber(redisUrl)}`,
    drop: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
  Object.assign(process.env, {
    DATABASE_URL: database.databaseUrl,
    REDIS_URL: database.redisUrl,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
    NEXTAUTH_URL: "http://127.0.0.1:3000",
  });
  return database;
}

/** The same around all tests of the file, before what is begun and after what is ended below the call; what they open is closed. */
export function withTestDatabase(): void {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await closeEverything();
    await database.drop();
  });
}

/** Number 0 counts how many are taken. */
async function takeRedisNumber(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  try {
    return await redis.incr("test-databases");
  } finally {
    redis.disconnect();
  }
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
