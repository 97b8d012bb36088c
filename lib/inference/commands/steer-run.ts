import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requestSweep } from "@/lib/inference/request-sweep";
import type { RunState } from "@/lib/inference/schema";

/** No new requests; those in flight are waited for. @throws {AppError} conflict: it is over; not_found. */
export async function pauseRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "run.pause", async (db, state) => {
    if (state === "paused") return;
    requireOn(state);
    await db.run.update({ where: { id: runId }, data: { state: "paused" } });
  });
}

/** @throws {AppError} conflict: it is over; not_found. */
export async function resumeRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "run.resume", async (db, state) => {
    if (state === "running") return;
    requireOn(state);
    await db.run.update({ where: { id: runId }, data: { state: "running" } });
  });
  await requestSweep();
}

/** For good; requests in flight are stopped within a second or two. What was answered until then is kept. */
export async function cancelRun(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "run.cancel", async (db, state) => {
    if (state === "cancelled") return;
    requireOn(state);
    await db.run.update({ where: { id: runId }, data: { state: "cancelled", finishedAt: new Date() } });
    // those that are running are let go by their workers, who look each second
    await db.response.updateMany({ where: { runId, state: "pending" }, data: { state: "cancelled" } });
  });
}

/** Asks again for what failed, or was cancelled; also while the rest is running. */
export async function retryFailed(actor: Actor, runId: string): Promise<void> {
  await steer(actor, runId, "run.retry-failed", async (db, state) => {
    const { count } = await db.response.updateMany({
      where: { runId, state: { in: ["failed", "cancelled"] } },
      data: { state: "pending", attempts: 0, notBefore: null, errorKind: null, errorMessage: null },
    });
    if (count === 0) throw new AppError("conflict", "Nothing of this run has failed.");
    if (state !== "paused") await db.run.update({ where: { id: runId }, data: { state: "running", finishedAt: null } });
  });
  await requestSweep();
}

async function steer(
  actor: Actor,
  runId: string,
  action: string,
  deed: (db: Db, state: RunState) => Promise<void>,
): Promise<void> {
  requireWriter(actor);
  await getPrisma().$transaction(async (db) => {
    const [run] = await db.$queryRaw<{ state: RunState }[]>`
      SELECT state::text FROM runs WHERE id::text = ${runId} FOR UPDATE`;
    if (!run) throw new AppError("not_found", "There is no such run.");
    await deed(db, run.state);
    await recordEvent(db, actor, { action, subjectId: runId });
  });
}

function requireOn(state: RunState): void {
  if (state === "running" || state === "paused") return;
  const mend = state === "cancelled" ? "Retry what was cancelled, or order a new run." : "Order a new run.";
  throw new AppError("conflict", `The run is ${state}. ${mend}`);
}
