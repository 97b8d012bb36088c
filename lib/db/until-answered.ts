import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";

const LONGEST_MS = 10 * 60_000;
const SOCKET_CODES = ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EAI_AGAIN"];

/**
 * Runs a statement until the database answers: for what must not be lost because PostgreSQL restarts. The statement may
 * run twice, where the connection broke after it was done.
 */
export async function untilAnswered<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 0, begun = Date.now(); ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!isAway(error) || Date.now() - begun > LONGEST_MS) throw error;
      if (tries === 0) log.warn("the database does not answer; waiting for it");
      await wait(Math.min(2_000, 100 * 2 ** tries) * (0.75 + Math.random() / 2));
    }
  }
}

/** The database is restarting, or the way to it is broken. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "" } = error as Error & { code?: string };
  // class 08: connection; 57P0x: shutting down, crashed, starting up
  if (SOCKET_CODES.includes(code) || /^(08|57P0)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered/i.test(error.message);
}
