import { rm } from "node:fs/promises";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/lib/db/migrate";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";

export type TestStores = {
  /** Superuser on the maintenance database: makes and drops each test file's own. */
  adminUrl: string;
  /** Migrated and empty; each test file gets a copy. */
  templateDatabase: string;
  redisUrl: string;
};

declare module "vitest" {
  interface ProvidedContext {
    testStores: TestStores;
  }
}

const TEMPLATE = "eucalypt_template";

/** Vitest's global setup: one real PostgreSQL and one real Redis for the whole run. */
export default async function startTestStores(project: TestProject): Promise<() => Promise<void>> {
  const dir = makeTemporaryDir("test");
  const stores = await startThrowawayStores(dir);
  const adminUrl = stores.databaseUrl.replace(/\/[^/]*$/, "/postgres");
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${TEMPLATE}"`);
  await admin.end();
  await applyMigrations(adminUrl.replace(/\/[^/]*$/, `/${TEMPLATE}`));
  project.provide("testStores", { adminUrl, templateDatabase: TEMPLATE, redisUrl: stores.redisUrl });
  return async () => {
    await stores.stop();
    await rm(dir, { recursive: true, force: true });
  };
}
