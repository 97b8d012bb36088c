import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { type Migration, readMigrations, toMigrationsList } from "@/lib/db/migrations-folder";
import { withSchemaEngine } from "@/lib/db/schema-engine";
import { SetupError } from "@/lib/embedded/setup-error";

export const MIGRATIONS_FOLDER = join(fileURLToPath(new URL("../..", import.meta.url)), "prisma", "migrations");

// any constant will do, as long as nothing else in this database locks it
const LOCK_KEY = 8_112_360_447;

/**
 * Brings the database to the schema of this code. Two processes may call it at once: the second waits and finds
 * nothing to do.
 *
 * @returns the names of the migrations applied now, oldest first.
 * @throws {SetupError} the database knows migrations that this code does not, or one fails; nothing after it is applied.
 */
export async function applyMigrations(databaseUrl: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = readMigrations(folder);
  const session = new pg.Client({ connectionString: databaseUrl });
  await session.connect();
  try {
    // of the session, so it is gone when the process is; released with the connection below
    await session.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    const missing = notApplied(migrations, await listApplied(session));
    if (missing.length === 0) return [];
    await forgetFailed(session);
    return await applyAll(databaseUrl, folder, migrations);
  } finally {
    await session.end();
  }
}

async function applyAll(databaseUrl: string, folder: string, migrations: Migration[]): Promise<string[]> {
  try {
    const result = await withSchemaEngine(databaseUrl, (engine) =>
      engine.applyMigrations({
        migrationsList: toMigrationsList(folder, migrations),
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    return result.appliedMigrationNames;
  } catch (error) {
    throw new SetupError(`A migration failed and was undone: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * A migration is one transaction, so one that failed or was cut off left only its row, which would block every
 * later start.
 */
async function forgetFailed(session: pg.Client): Promise<void> {
  if (!(await hasHistory(session))) return;
  await session.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

async function hasHistory(session: pg.Client): Promise<boolean> {
  const { rows } = await session.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present");
  return rows[0].present;
}

type AppliedRow = { name: string; checksum: string };

async function listApplied(session: pg.Client): Promise<AppliedRow[]> {
  if (!(await hasHistory(session))) return [];
  const applied = await session.query<AppliedRow>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return applied.rows;
}

/** Compared here and not by the engine, so that a start with nothing to apply need not load it (0.3 s). */
function notApplied(migrations: Migration[], applied: AppliedRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new SetupError(
        `The database has the migration ${name}, which this version of Eucalypt does not know: run a version that does.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new SetupError(
        `The migration ${name} was changed after it was applied: restore its file, and write a new migration for the change.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}
