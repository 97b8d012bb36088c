import "server-only";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { EndpointErrorKind } from "@/lib/inference/endpoint-error";
import { isJobName } from "@/lib/jobs/jobs";

/** What this process has counted since it began. */
export const registry = new Registry();
const registers = [registry];

const attempts = new Counter({
  name: "eucalypt_generation_attempts_total",
  help: "Requests to a model endpoint: done, or what kind of failure it met.",
  labelNames: ["endpoint", "outcome"],
  registers,
});
const responses = new Counter({
  name: "eucalypt_responses_total",
  help: "Responses that came to their end: done, or failed for good.",
  labelNames: ["state"],
  registers,
});
const tokens = new Counter({
  name: "eucalypt_tokens_total",
  help: "Tokens that endpoints say they read (input) and wrote (output).",
  labelNames: ["direction", "endpoint"],
  registers,
});
const duration = new Histogram({
  name: "eucalypt_generation_duration_seconds",
  help: "From a request to the end of its answer, of requests that were answered.",
  labelNames: ["endpoint"],
  buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640],
  registers,
});
const firstToken = new Histogram({
  name: "eucalypt_first_token_seconds",
  help: "From a request to the first piece of its answer, where it is streamed.",
  labelNames: ["endpoint"],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80],
  registers,
});
const gateWait = new Histogram({
  name: "eucalypt_gate_wait_seconds",
  help: "What a request waited for its turn under its endpoint's limits.",
  buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
  registers,
});
const jobs = new Counter({
  name: "eucalypt_jobs_total",
  help: "Jobs that a worker ran, by how they ended.",
  labelNames: ["job", "outcome"],
  registers,
});

export type Attempt = {
  /** Origin of the model's address. */
  endpoint: string;
  outcome: "done" | EndpointErrorKind;
  durationMs?: number;
  /** null: not streamed. */
  firstTokenMs?: number | null;
  /** null: the endpoint does not say. */
  inputTokens?: number | null;
  outputTokens?: number | null;
};

export function countAttempt({ outcome, durationMs, firstTokenMs, inputTokens, outputTokens, ...of }: Attempt): void {
  const endpoint = toOrigin(of.endpoint);
  attempts.inc({ endpoint, outcome });
  if (inputTokens) tokens.inc({ direction: "input", endpoint }, inputTokens);
  if (outputTokens) tokens.inc({ direction: "output", endpoint }, outputTokens);
  // a refusal takes a millisecond, and would make a failing endpoint look fast
  if (outcome !== "done") return;
  if (durationMs !== undefined) duration.observe({ endpoint }, durationMs / 1000);
  if (typeof firstTokenMs === "number") firstToken.observe({ endpoint }, firstTokenMs / 1000);
}

export function countResponse(state: "done" | "failed"): void {
  responses.inc({ state });
}

export function observeGateWait(waitedMs: number): void {
  gateWait.observe(waitedMs / 1000);
}

/** @param outcome one of a few stable words: each is a series. */
export function countJob(name: string, outcome: string): void {
  jobs.inc({ job: isJobName(name) || name === "generate-response" ? name : "other", outcome });
}

/** Memory, processor, event loop and open files of this process: it is measured from the first call on. */
export function measureProcess(): void {
  if (registry.getSingleMetric("process_start_time_seconds")) return;
  collectDefaultMetrics({ register: registry });
}

/** An address may carry a name, a password or a key; a label never does. */
function toOrigin(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "unknown";
}
