import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const MODULE = "@prisma/schema-engine-wasm/schema_engine_bg";
let ready = false;

/**
 * Prisma's own schema engine as WebAssembly. `prisma migrate` would download a native one, which a closed network
 * refuses; this one ships in its npm package and writes the same `_prisma_migrations` table.
 *
 * @param databaseUrl what it works on; a diff of two schema files needs no server behind it.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  if (!ready) await load();
  const adapters = new MigrationAdapters(databaseUrl);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapters),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await adapters.close();
  }
}

async function load(): Promise<void> {
  const wasm = join(dirname(createRequire(import.meta.url).resolve(MODULE)), "schema_engine_bg.wasm");
  const imports: Record<string, unknown> = { ...bindings };
  for (const name of Object.keys(bindings)) {
    // its ten seconds of patience for a lock would keep a finished process alive for as long
    if (name.startsWith("__wbg_setTimeout_"))
      imports[name] = (run: () => void, ms: number) => setTimeout(run, ms).unref();
  }
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    "./schema_engine_bg.js": imports as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  ready = true;
}

class MigrationAdapters extends PrismaPg {
  private opened: SqlDriverAdapter[] = [];

  constructor(databaseUrl: string) {
    super(connectionOf(databaseUrl));
  }

  override async connect() {
    const adapter = await super.connect();
    // Prisma's own cuts a script at every semicolon, which breaks the body of a function; sent whole, it is also one
    // transaction, so that a migration that fails leaves nothing behind
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        throw new DriverAdapterError({ kind: "postgres", ...toFailure(error as pg.DatabaseError) });
      }
    };
    this.opened.push(adapter);
    return adapter;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map((adapter) => adapter.dispose()));
  }
}

/** In the shape in which the engine quotes the database's own message. */
function toFailure({ code, severity, message, detail, column, hint }: pg.DatabaseError) {
  return { code: code ?? "", severity: severity ?? "ERROR", message, detail, column, hint };
}

/**
 * The address in parts, never as one string: given a connection string, the adapter would use the database itself as
 * its shadow database, and wipe it.
 */
function connectionOf(databaseUrl: string): pg.PoolConfig {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: databaseUrl });
  return { host, port, user, password: password ?? undefined, database, ssl, max: 1 };
}
