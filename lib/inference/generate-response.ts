import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { untilAnswered } from "@/lib/db/until-answered";
import { MOST_ATTEMPTS, toBackOffMs } from "@/lib/inference/back-off";
import { type Claim, claimResponse } from "@/lib/inference/commands/claim-response";
import { failResponse, finishResponse, postponeResponse } from "@/lib/inference/commands/settle-response";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { countResponse } from "@/lib/inference/metrics";
import type { GeneratedTurn } from "@/lib/inference/provider";
import { readSettings } from "@/lib/inference/read-settings";
import { requestTurn } from "@/lib/inference/request-turn";
import { beginWork, endWork, type LetGo } from "@/lib/inference/workload";
import { log } from "@/lib/log";
import type { ModelSettings } from "@/lib/models/schema";

export type GenerationOutcome =
  /** Written, failed for good, or nobody's business any more. */
  | { outcome: "settled" }
  /** To be asked again after so many milliseconds. */
  | { outcome: "later"; delayMs: number };

const WORKER = `${hostname()}:${process.pid}`;

/**
 * Asks a model for one response, turn by turn on its own earlier answers, and writes it. Whatever happens on the way, the
 * row says what is to be done: the caller's queue may forget.
 */
export async function generateResponse(responseId: string): Promise<GenerationOutcome> {
  const claim = await claimResponse(responseId, randomUUID());
  if (!claim) return { outcome: "settled" };
  const ids = { responseId, runId: claim.runId };
  const item = beginWork({ ...ids, leaseId: claim.leaseId });
  const startedAt = new Date();
  try {
    const { settings, known } = await untilAnswered(() => readSettings(claim.runId, claim.modelId));
    const seed = settings.parameters.seed === undefined ? null : settings.parameters.seed + claim.sample;
    const turns = await generateTurns(claim, settings, seed, item);
    item.isWaiting = false;
    const finished = { settings, seed, turns, worker: WORKER, startedAt, known };
    const isWritten = await untilAnswered(() => finishResponse(claim, finished));
    if (isWritten) countResponse("done");
    log.debug({ ...ids, written: isWritten }, "response generated");
    return { outcome: "settled" };
  } catch (error) {
    return await settleFailure(claim, error, item.controller.signal);
  } finally {
    endWork(item);
  }
}

async function generateTurns(
  claim: Claim,
  settings: ModelSettings,
  seed: number | null,
  item: { controller: AbortController; isWaiting: boolean },
): Promise<GeneratedTurn[]> {
  const done: GeneratedTurn[] = [];
  for (let turn = 0; turn < claim.promptTurns.length; turn++) {
    const call = {
      settings,
      turns: claim.promptTurns.slice(0, turn + 1),
      answers: done.map(({ text }) => text),
      state: done.at(-1)?.state ?? null,
      seed,
      signal: item.controller.signal,
    };
    done.push(await requestTurn(call, (isWaiting) => setWaiting(item, isWaiting && turn === 0)));
  }
  return done;
}

function setWaiting(item: { isWaiting: boolean }, isWaiting: boolean): void {
  item.isWaiting = isWaiting;
}

async function settleFailure(claim: Claim, error: unknown, signal: AbortSignal): Promise<GenerationOutcome> {
  if (signal.aborted) {
    const why = signal.reason as LetGo;
    // another worker has it: its row is not ours to write
    if (why !== "lost")
      await untilAnswered(() => postponeResponse(claim, null, { countsAsTry: false, notBefore: null }));
    return { outcome: "settled" };
  }
  if (!(error instanceof EndpointError)) {
    // a bug: the row goes back, and the queue's own tries say how often
    await untilAnswered(() => postponeResponse(claim, null, { countsAsTry: false, notBefore: null }));
    throw error;
  }
  const attempts = claim.attempts + 1;
  log.info({ responseId: claim.responseId, runId: claim.runId, kind: error.kind, attempts }, "attempt failed");
  if (!error.isPassing || attempts >= MOST_ATTEMPTS) {
    await untilAnswered(() => failResponse(claim, error));
    countResponse("failed");
    return { outcome: "settled" };
  }
  const delayMs = toBackOffMs(attempts);
  const notBefore = new Date(Date.now() + delayMs);
  await untilAnswered(() => postponeResponse(claim, error, { countsAsTry: true, notBefore }));
  return { outcome: "later", delayMs };
}
