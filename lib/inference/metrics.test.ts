import { beforeEach, expect, test } from "vitest";
import {
  countAttempt,
  countJob,
  countResponse,
  measureProcess,
  observeGateWait,
  registry,
} from "@/lib/inference/metrics";
import { findValue, parseMetrics } from "@/lib/inference/testing/parse-metrics";

const ENDPOINT = "https://models.example.org";
const read = async () => parseMetrics(await registry.metrics());

beforeEach(() => registry.resetMetrics());

test("an answered request is counted, timed, and its tokens are added up", async () => {
  const turn = { durationMs: 2_000, firstTokenMs: 300, inputTokens: 20, outputTokens: 100 };
  countAttempt({ endpoint: ENDPOINT, outcome: "done", ...turn });
  countAttempt({ endpoint: ENDPOINT, outcome: "done", ...turn, firstTokenMs: null, inputTokens: null });
  const samples = await read();
  expect(findValue(samples, "eucalypt_generation_attempts_total", { endpoint: ENDPOINT, outcome: "done" })).toBe(2);
  expect(findValue(samples, "eucalypt_generation_duration_seconds_sum", { endpoint: ENDPOINT })).toBe(4);
  expect(findValue(samples, "eucalypt_generation_duration_seconds_bucket", { le: "1" })).toBe(0);
  expect(findValue(samples, "eucalypt_generation_duration_seconds_bucket", { le: "2.5" })).toBe(2);
  expect(findValue(samples, "eucalypt_first_token_seconds_count", { endpoint: ENDPOINT })).toBe(1);
  expect(findValue(samples, "eucalypt_tokens_total", { direction: "input" })).toBe(20);
  expect(findValue(samples, "eucalypt_tokens_total", { direction: "output" })).toBe(200);
});

test("a failed request is counted by its kind, and does not make the endpoint look fast", async () => {
  countAttempt({ endpoint: ENDPOINT, outcome: "unreachable", durationMs: 1 });
  const samples = await read();
  expect(findValue(samples, "eucalypt_generation_attempts_total", { outcome: "unreachable" })).toBe(1);
  expect(findValue(samples, "eucalypt_generation_duration_seconds_count")).toBeUndefined();
});

test("a label carries an endpoint's origin, whatever was given, and never a key", async () => {
  countAttempt({ endpoint: "https://anna:secret@models.example.org/v1?key=secret", outcome: "quota" });
  countAttempt({ endpoint: "secret", outcome: "quota" });
  const text = await registry.metrics();
  expect(text).not.toContain("secret");
  const samples = parseMetrics(text);
  expect(findValue(samples, "eucalypt_generation_attempts_total", { endpoint: ENDPOINT })).toBe(1);
  expect(findValue(samples, "eucalypt_generation_attempts_total", { endpoint: "unknown" })).toBe(1);
});

test("jobs, responses and waits are counted, and a job that nobody knows makes no series of its own", async () => {
  countJob("open-study", "done");
  countJob("generate-response", "settled");
  countJob("paint-house", "failed");
  countResponse("done");
  observeGateWait(250);
  const samples = await read();
  expect(samples.filter(({ name }) => name === "eucalypt_jobs_total").map(({ labels }) => labels.job)).toEqual([
    "open-study",
    "generate-response",
    "other",
  ]);
  expect(findValue(samples, "eucalypt_responses_total", { state: "done" })).toBe(1);
  expect(findValue(samples, "eucalypt_gate_wait_seconds_sum")).toBe(0.25);
});

test("what is measured of the process is measured once, however often it is asked for", async () => {
  measureProcess();
  measureProcess();
  expect(findValue(await read(), "process_resident_memory_bytes")).toBeGreaterThan(0);
});
