import "server-only";
import { randomUUID } from "node:crypto";
import { getPool } from "@/lib/db/pool";
import { renewClaims } from "@/lib/inference/commands/claim-response";
import { endRuns } from "@/lib/inference/commands/sweep-runs";
import { log } from "@/lib/log";

/** Why a response is let go. */
export type LetGo = "cancelled" | "paused" | "lost" | "stopping";

export type Item = {
  responseId: string;
  leaseId: string;
  /** null: not claimed yet. */
  runId: string | null;
  controller: AbortController;
  /** Has no request in flight and none behind it: it can be let go without losing anything. */
  isWaiting: boolean;
};

const LOOK_MS = 1_000;
const RENEW_EVERY = 3;

/** What this process is generating; each second it looks whether that is still wanted, and says that it lives. */
const items = new Map<string, Item>();
const served = new Set<string>();
let timer: NodeJS.Timeout | undefined;
let looks = 0;

export function beginWork(responseId: string): Item {
  const controller = new AbortController();
  const item: Item = { responseId, leaseId: randomUUID(), runId: null, controller, isWaiting: true };
  items.set(item.leaseId, item);
  timer ??= setInterval(() => void look(), LOOK_MS);
  return item;
}

/** From now on it is this process's, until its lease is lost. */
export function noteClaim(item: Item, runId: string): void {
  item.runId = runId;
  served.add(runId);
}

export function endWork(item: Item): void {
  items.delete(item.leaseId);
}

/** The worker stops: what only waits goes back at once, and after `graceMs` what is in flight, too. */
export async function stopWork(graceMs: number): Promise<void> {
  for (const item of items.values()) if (item.isWaiting) item.controller.abort("stopping" satisfies LetGo);
  for (const deadline = Date.now() + graceMs; items.size > 0 && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const item of items.values()) item.controller.abort("stopping" satisfies LetGo);
  clearInterval(timer);
  timer = undefined;
}

async function look(): Promise<void> {
  looks += 1;
  try {
    await letGoOfUnwanted();
    if (looks % RENEW_EVERY === 0) await renew();
    await endRuns([...served]);
    for (const runId of served) if (![...items.values()].some((item) => item.runId === runId)) served.delete(runId);
  } catch (error) {
    // looked at again in a second; a claim outlasts several
    log.debug({ reason: (error as Error).message }, "runs could not be looked at");
  }
}

async function letGoOfUnwanted(): Promise<void> {
  const runIds = [...new Set([...items.values()].flatMap(({ runId }) => runId ?? []))];
  if (runIds.length === 0) return;
  const { rows } = await getPool().query<{ id: string; state: string }>(
    "SELECT id, state::text FROM runs WHERE id = ANY ($1::uuid[]) AND state <> 'running'",
    [runIds],
  );
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  for (const item of items.values()) {
    const state = item.runId && states.get(item.runId);
    if (state === "cancelled") item.controller.abort("cancelled" satisfies LetGo);
    if (state === "paused" && item.isWaiting) item.controller.abort("paused" satisfies LetGo);
  }
}

async function renew(): Promise<void> {
  const asked = [...items.values()].filter(({ runId }) => runId !== null);
  const mine = new Set(await renewClaims(asked));
  for (const item of asked) {
    // one that has just been written is no longer running, and no longer among the items
    if (!mine.has(item.responseId) && items.has(item.leaseId)) item.controller.abort("lost" satisfies LetGo);
  }
}
