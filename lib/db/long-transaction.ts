import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";

/** A transaction that a command was given, so that several commands are one all-or-nothing deed. */
export type Db = Prisma.TransactionClient;

const SIX_HOURS_MS = 6 * 3600 * 1000;

/** A transaction for a whole file. Prisma's own limit of five seconds would cut a long import off in the middle. */
export function inLongTransaction<T>(run: (db: Db) => Promise<T>): Promise<T> {
  return getPrisma().$transaction(run, { timeout: SIX_HOURS_MS, maxWait: 10_000 });
}

/** Whoever asks for the same name next waits until this transaction ends. */
export async function lockName(db: Db, name: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
