import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { applyMigrations } from "@/lib/db/migrate";

const FUNCTION = `CREATE TABLE first (id int);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no; never'; END $$;`;

let folder: string;
let client: pg.Client;
let databaseUrl: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "eucalypt-migrations-"));
  writeFileSync(join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
  const { adminUrl } = inject("testStores");
  const name = `migrate_${Date.now()}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  databaseUrl = adminUrl.replace(/\/[^/]*$/, `/${name}`);
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

test("two processes that migrate at once apply each migration once", async () => {
  write("20260101000000_first", FUNCTION);
  const applied = await Promise.all([applyMigrations(databaseUrl, folder), applyMigrations(databaseUrl, folder)]);
  expect(applied.flat()).toEqual(["20260101000000_first"]);
  expect(await applyMigrations(databaseUrl, folder)).toEqual([]);
});

test("a migration that fails leaves nothing, quotes the database, and can be mended", async () => {
  write("20260101000000_first", FUNCTION);
  write("20260101000001_second", "CREATE TABLE second (id int); SELECT nothing_of_this_name;");
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(/nothing_of_this_name/);
  expect((await client.query("SELECT to_regclass('second') AS second")).rows).toEqual([{ second: null }]);

  write("20260101000001_second", "CREATE TABLE second (id int);");
  expect(await applyMigrations(databaseUrl, folder)).toEqual(["20260101000001_second"]);
});

test("a database newer than the code, or a migration edited after it was applied, is refused", async () => {
  write("20260101000000_first", FUNCTION);
  await applyMigrations(databaseUrl, folder);
  write("20260101000000_first", `${FUNCTION} -- edited`);
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(/changed after it was applied/);
  rmSync(join(folder, "20260101000000_first"), { recursive: true });
  await expect(applyMigrations(databaseUrl, folder)).rejects.toThrow(/does not know/);
});
