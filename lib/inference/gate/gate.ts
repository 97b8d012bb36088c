import "server-only";
import { randomUUID } from "node:crypto";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { gateKeys, gateRedis } from "@/lib/inference/gate/gate-redis";
import { dropLease, holdLease, LEASE_MS, SETTLING_MS } from "@/lib/inference/gate/in-flight";
import { type Answer, callNext, standInLine } from "@/lib/inference/gate/line";
import { observeGateWait } from "@/lib/inference/metrics";
import type { EndpointHealth } from "@/lib/inference/schema";
import { log } from "@/lib/log";
import type { EndpointLimits } from "@/lib/models/schema";

/** What is in flight counts as unknown after this silence; holders speak each second. */
const SILENCE_MS = 4_000;
const PROBE_MS = 30_000;
const FAILURES_TO_OPEN = 5;
const LONGEST_OPEN_MS = 5_000;
/** Where the endpoint says 429 and not for how long. */
const DEFAULT_RETRY_AFTER_MS = 5_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;

export type Place = {
  /**
   * Gives the place back, and tells the endpoint's state to all.
   *
   * @param outcome null: it answered; unused: it was not asked.
   * @returns true: the breaker is open, so the failure says nothing of this request.
   */
  release(outcome: EndpointError | null | "unused"): Promise<boolean>;
};

/**
 * Waits for a place at an endpoint: at most so many requests at once and so many a minute, over all processes; none while
 * it asked to be left alone (429) or is down. Those who wait in this process stand in one line, and only the first asks.
 *
 * @param prepare called, perhaps more than once, when the place will be there in a moment.
 * @throws the signal's reason.
 */
export async function takePlace(
  endpoint: string,
  limits: EndpointLimits,
  signal: AbortSignal,
  prepare: () => void = () => {},
): Promise<Place> {
  const begun = performance.now();
  const lease = await standInLine(endpoint, () => ask(endpoint, limits), signal, prepare);
  observeGateWait(performance.now() - begun);
  return { release: (error) => release(endpoint, lease, error) };
}

async function ask(endpoint: string, { maxConcurrent, requestsPerMinute }: EndpointLimits): Promise<Answer> {
  const lease = randomUUID();
  const told = [lease, maxConcurrent, requestsPerMinute ?? 0, LEASE_MS, SILENCE_MS, SETTLING_MS, PROBE_MS];
  try {
    const reply = await gateRedis().gateAcquire(...gateKeys(endpoint), ...told);
    const [isMine, value, why] = reply as [isMine: number, value: number, why: string];
    if (isMine !== 1) return { waitMs: value, isSoon: why === "full" };
    holdLease(endpoint, lease, requestsPerMinute === null ? null : value);
    return { lease };
  } catch (error) {
    // without Redis nobody knows what the others do: better late than over the endpoint's limit
    log.debug({ reason: (error as Error).message }, "the gate cannot be asked");
    return { waitMs: 500, isSoon: false };
  }
}

async function release(endpoint: string, lease: string, error: EndpointError | null | "unused"): Promise<boolean> {
  dropLease(endpoint, lease);
  const { outcome, retryAfterMs } = toOutcome(error);
  const reason = error instanceof EndpointError ? error.message.slice(0, 300) : "";
  const told = [lease, outcome, retryAfterMs, reason, FAILURES_TO_OPEN, LONGEST_OPEN_MS];
  try {
    const released = gateRedis().gateRelease(...gateKeys(endpoint), ...told);
    // on one connection, so that the next one's question comes after it
    callNext(endpoint);
    return (await released) === 1;
  } catch {
    // the lease lapses by itself; what the endpoint said is learnt again from its next answer
    return false;
  }
}

function toOutcome(error: EndpointError | null | "unused"): { outcome: string; retryAfterMs: number } {
  if (error === "unused") return { outcome: "nothing", retryAfterMs: 0 };
  if (error === null) return { outcome: "answered", retryAfterMs: 0 };
  if (error.kind === "rate_limited") {
    const asked = error.more.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS;
    return { outcome: "limited", retryAfterMs: Math.round(Math.min(asked, LONGEST_RETRY_AFTER_MS)) };
  }
  const isDeaf = ["unreachable", "reset", "timeout", "server_error"].includes(error.kind);
  const isSilent = error.kind === "cancelled" || error.kind === "forbidden_address";
  return { outcome: isDeaf ? "failed" : isSilent ? "nothing" : "answered", retryAfterMs: 0 };
}

/** How an endpoint is doing, for those who watch; where Redis is away, ok and nothing known. */
export async function lookAtEndpoint(endpoint: string, limit: number): Promise<EndpointHealth> {
  type Seen = [inFlight: number, waitMs: number, state: EndpointHealth["state"], reason: string];
  const nothing: Seen = [0, 0, "ok", ""];
  const seen = await gateRedis()
    .gateLook(...gateKeys(endpoint))
    .catch(() => nothing);
  const [inFlight, waitMs, state, reason] = seen as Seen;
  const retryAt = state === "ok" ? null : new Date(Date.now() + Number(waitMs)).toISOString();
  return { endpoint, state, retryAt, reason: state === "ok" ? null : reason, inFlight, limit };
}
