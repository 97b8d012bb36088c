import "server-only";
import pg from "pg";
import { closeAtEnd } from "@/lib/close-at-end";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";

let pool: pg.Pool | undefined;

/** The process's connections: Prisma and raw SQL share them. */
export function getPool(): pg.Pool {
  pool ??= makePool();
  return pool;
}

function makePool(): pg.Pool {
  closeAtEnd(closePool);
  const made = new pg.Pool({
    connectionString: getEnv().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // on solid-state disks a row by its index is cheap: with the old default, a vote reads every study's comparisons
    options: "-c timezone=UTC -c random_page_cost=1.1",
  });
  // an idle connection that breaks (PostgreSQL restarted) is replaced at the next use; unheard it would end the process
  made.on("error", (error) => log.warn({ code: (error as { code?: string }).code }, "idle database connection lost"));
  return made;
}

/** For scripts and tests, so that the process can end. */
export async function closePool(): Promise<void> {
  await pool?.end();
  pool = undefined;
}
