import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RunWarnings } from "@/components/studio/run-warnings";
import type { EndpointHealth, RunProgress } from "@/lib/inference/schema";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const DOWN: EndpointHealth = {
  endpoint: "http://127.0.0.1:5009",
  state: "down",
  retryAt: "2026-11-24T12:00:04.200Z",
  reason: "connect ECONNREFUSED <127.0.0.1:5009>",
  inFlight: 0,
  limit: 1,
};

function toText(change: Partial<RunProgress>, now: number | null = NOW): string {
  const counts = { total: 9, done: 0, running: 0, pending: 9, failed: 0, cancelled: 0, alreadyThere: 0 };
  const rest = { models: [], failures: [], endpoints: [], secondsLeft: null, hasWorker: true };
  const progress: RunProgress = { id: "run", state: "running", ...counts, ...rest, ...change };
  return renderToStaticMarkup(<RunWarnings progress={progress} now={now} />).replaceAll(/<[^>]+>/g, "");
}

test("without a worker the run says that nothing is asked for, and the command that starts one", () => {
  expect(toText({ hasWorker: false })).toContain(
    "No worker is running, so nothing is asked for. Start one with npm run worker.",
  );
});

test("an endpoint that is down is told with the seconds until it is asked again, and its words as text", () => {
  expect(toText({ endpoints: [DOWN] })).toBe(
    "http://127.0.0.1:5009 does not answer; it is asked again in 5 s. Nothing is lost.connect ECONNREFUSED &lt;127.0.0.1:5009&gt;",
  );
});

test("before a browser knows the time, and when it has come, no seconds are told", () => {
  expect(toText({ endpoints: [DOWN] }, null)).toContain("it is asked again soon.");
  expect(toText({ endpoints: [DOWN] }, NOW + 60_000)).toContain("it is asked again now.");
});

test("an endpoint that said 429 lets us wait, and is not called down", () => {
  const text = toText({ endpoints: [{ ...DOWN, state: "waiting" }] });
  expect(text).toContain("lets us wait; it is asked again in 5 s. Nothing is lost.");
});

test("a run that goes well, and one that is over, has no warnings", () => {
  expect(toText({ endpoints: [{ ...DOWN, state: "ok" }] })).toBe("");
  expect(toText({ state: "done", hasWorker: false, endpoints: [DOWN] })).toBe("");
});
