import { expect, test } from "vitest";
import { toEventStream } from "@/lib/http/event-stream";

const RETRY = "retry: 2000\n\n";

function watch(values: unknown[], options: Partial<Parameters<typeof toEventStream>[0]> = {}) {
  let asked = 0;
  const read = async () => values[Math.min(asked++, values.length - 1)];
  const never = new AbortController().signal;
  return toEventStream({ read, isLast: (value) => value === "over", signal: never, everyMs: 1, ...options });
}

test("a value is told once, however often it is read, and the stream ends with the last one", async () => {
  const text = await watch([1, 1, 1, { done: 2 }, { done: 2 }, "over", "never"]).text();
  expect(text).toBe(`${RETRY}data: 1\n\ndata: {"done":2}\n\ndata: "over"\n\n`);
});

test("while nothing changes, a comment keeps the connection open", async () => {
  const text = await watch([1, 1, "over"], { heartbeatMs: 0 }).text();
  expect(text).toBe(`${RETRY}data: 1\n\n: still here\n\ndata: "over"\n\n`);
});

test("a request that is aborted ends its stream", async () => {
  const aborting = new AbortController();
  const reply = watch([1], { signal: aborting.signal, everyMs: 60_000 });
  setTimeout(() => aborting.abort(), 20);
  expect(await reply.text()).toBe(`${RETRY}data: 1\n\n`);
});

test("a stream that is no longer read asks for nothing more", async () => {
  let asked = 0;
  const read = async () => ++asked;
  const reply = watch([], { read });
  const reader = reply.body?.getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked).toBe(before);
});

test("a read that fails, and a life that is over, end the stream without a word", async () => {
  const read = async () => {
    throw new Error("the database is away");
  };
  expect(await watch([], { read }).text()).toBe(RETRY);
  expect(await watch([1], { lifeMs: 0 }).text()).toBe(RETRY);
});

test("no cache keeps it, and no proxy holds it back", () => {
  const { headers } = watch(["over"]);
  expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(headers.get("cache-control")).toBe("no-store, no-transform");
  expect(headers.get("x-accel-buffering")).toBe("no");
});
