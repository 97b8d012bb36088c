import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS_FOLDER } from "@/lib/db/migrate";
import { withSchemaEngine } from "@/lib/db/schema-engine";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";

const SCHEMA = "prisma/schema.prisma";

const [name] = process.argv.slice(2);
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Give the migration a name, such as: npm run db:migration -- add_vote_strength");
  process.exit(1);
}

const sql = await diffSchemas(committedSchema(), readFileSync(SCHEMA, "utf8"));
if (/^\s*(-- .*\s*)*$/.test(sql)) {
  console.log(`${SCHEMA} is as it was committed: there is nothing to migrate.`);
} else {
  const folder = join(MIGRATIONS_FOLDER, `${timestamp(new Date())}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), sql);
  console.log(`Wrote ${folder}/migration.sql. Checks, partial indexes and triggers are yours to add at its end.`);
}

async function diffSchemas(from: string, to: string): Promise<string> {
  const files = (content: string) => ({ tag: "schemaDatamodel" as const, files: [{ path: SCHEMA, content }] });
  const dir = makeTemporaryDir("migration");
  // two texts are compared, but the engine does not begin without a server to speak to
  const stores = await startThrowawayStores(dir);
  try {
    const result = await withSchemaEngine(stores.databaseUrl, (engine) =>
      engine.diff({
        from: files(from),
        to: files(to),
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
        shadowDatabaseUrl: null,
      } as Parameters<typeof engine.diff>[0]),
    );
    return result.stdout ?? "";
  } finally {
    await stores.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function committedSchema(): string {
  return execFileSync("git", ["show", `HEAD:${SCHEMA}`], { encoding: "utf8" });
}

/** As Prisma names its folders: seconds in UTC, which sort. */
function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
