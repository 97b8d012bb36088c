import "server-only";
import { hostname } from "node:os";
import { untilAnswered } from "@/lib/db/until-answered";
import { MOST_ATTEMPTS, toBackOffMs } from "@/lib/inference/back-off";
import { type Claim, claimResponse } from "@/lib/inference/commands/claim-response";
import { failResponse, finishResponse, postponeResponse } from "@/lib/inference/commands/settle-response";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { type Place, takePlace } from "@/lib/inference/gate/gate";
import { knownLimits } from "@/lib/inference/gate/known-limits";
import { countResponse } from "@/lib/inference/metrics";
import type { GeneratedTurn } from "@/lib/inference/provider";
import { readSettings } from "@/lib/inference/read-settings";
import { requestTurn } from "@/lib/inference/request-turn";
import { beginWork, endWork, type Item, type LetGo, noteClaim } from "@/lib/inference/workload";
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
 *
 * The place at the endpoint comes first and the claim second, so that a response that is running has a request in flight;
 * only the one that is let in next is claimed meanwhile, so that the place does not stand empty until it is.
 */
export async function generateResponse(responseId: string, endpoint: string): Promise<GenerationOutcome> {
  const item = beginWork(responseId);
  const { signal } = item.controller;
  const claiming = claimOnce(item);
  let claim: Claim | null = null;
  try {
    const place = await takePlace(endpoint, await knownLimits(endpoint), signal, claiming.begin);
    claim = await claimWith(place, claiming);
    if (!claim) return { outcome: "settled" };
    await answer(claim, place, item);
    return { outcome: "settled" };
  } catch (error) {
    claim ??= await claiming.begun();
    // not claimed: the row is as it was, and the sweep finds it
    if (claim) return await settleFailure(claim, error, signal);
    if (signal.aborted) return { outcome: "settled" };
    throw error;
  } finally {
    endWork(item);
  }
}

type Claiming = { begin: () => void; begun: () => Promise<Claim | null>; finish: () => Promise<Claim | null> };

/** A claim that may be begun before its place is there; one that failed is tried again when it is needed. */
function claimOnce(item: Item): Claiming {
  let asked: Promise<Claim | null> | null = null;
  const claim = () => {
    asked ??= claimResponse(item.responseId, item.leaseId).then(
      (mine) => {
        if (mine) noteClaim(item, mine.runId);
        return mine;
      },
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };
  const begun = async () => asked?.catch(() => null) ?? null;
  return { begin: () => void claim().catch(() => {}), begun, finish: claim };
}

/** Null, and the place given back: it is done, another has it, or its run is paused or over. */
async function claimWith(place: Place, claiming: Claiming): Promise<Claim | null> {
  let claim: Claim | null = null;
  try {
    claim = await claiming.finish();
  } finally {
    if (!claim) await place.release("unused");
  }
  return claim;
}

async function answer(claim: Claim, place: Place, item: Item): Promise<void> {
  const startedAt = new Date();
  const { settings, known } = await untilAnswered(() => readSettings(claim.runId, claim.modelId));
  const seed = settings.parameters.seed === undefined ? null : settings.parameters.seed + claim.sample;
  const turns = await generateTurns(claim, place, { settings, seed }, item);
  item.isWaiting = false;
  const finished = { settings, seed, turns, worker: WORKER, startedAt, known };
  const isWritten = await untilAnswered(() => finishResponse(claim, finished));
  if (isWritten) countResponse("done");
  log.debug({ responseId: claim.responseId, runId: claim.runId, written: isWritten }, "response generated");
}

async function generateTurns(
  claim: Claim,
  place: Place,
  { settings, seed }: { settings: ModelSettings; seed: number | null },
  item: Item,
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
    const onWaiting = (isWaiting: boolean) => {
      // later turns stand on earlier ones, which would be lost
      item.isWaiting = isWaiting && turn === 0;
    };
    done.push(await requestTurn(call, turn === 0 ? place : null, onWaiting));
  }
  return done;
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
