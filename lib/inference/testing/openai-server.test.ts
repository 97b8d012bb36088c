import { afterEach, expect, test } from "vitest";
import { createFaultPlan } from "./fault-plan";
import { type OpenAiTestServer, startOpenAiServer } from "./openai-server";

let server: OpenAiTestServer;

afterEach(() => server.stop());

const start = async (options: Parameters<typeof startOpenAiServer>[0] = {}) => {
  server = await startOpenAiServer(options);
};

const post = (path: string, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const chat = (content = "Hi", more: object = {}) =>
  post("/chat/completions", { model: "test-model", messages: [{ role: "user", content }], ...more });
const textOf = async (response: Response) =>
  ((await response.json()) as { choices: { message: { content: string } }[] }).choices[0]?.message.content;

test("the same prompt has the same answer, another prompt or seed has another, and it says that it is test text", async () => {
  await start();
  const [first, again, other, seeded] = await Promise.all(
    [chat(), chat(), chat("Bye"), chat("Hi", { seed: 2 })].map(async (reply) => textOf(await reply)),
  );
  expect(first).toMatch(/^This is test text, number [0-9a-f]{6}, on “Hi”: (\w+ ){13}\w+\.$/);
  expect(again).toBe(first);
  expect(new Set([first, other, seeded]).size).toBe(3);
});

test("more requests at once than it allows are counted, and refused where it is told to", async () => {
  await start({ latencyMs: 50, maxConcurrent: 2 });
  await Promise.all([chat(), chat(), chat()]);
  expect(server.requests).toMatchObject({
    maxConcurrentSeen: 3,
    overLimit: 1,
    rateLimited: 0,
    completed: 3,
    active: 0,
  });
  server.setBehaviour({ refusesOverLimit: true });
  const replies = await Promise.all([chat(), chat(), chat()]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
});

test("a rate is held over a window that slides, and its end is told", async () => {
  await start({ requestsPerWindow: 2, windowMs: 200 });
  const replies = await Promise.all([chat(), chat(), chat()]);
  const refused = replies.find(({ status }) => status === 429);
  const waitMs = Number(refused?.headers.get("retry-after-ms"));
  expect(waitMs).toBeGreaterThan(100);
  await new Promise((resolve) => setTimeout(resolve, waitMs + 60));
  expect((await chat()).status).toBe(200);
  expect(server.requests).toMatchObject({ maxPerWindowSeen: 3, rateLimited: 1, retryAfterViolations: [] });
});

test("who asks again before Retry-After is over is written down", async () => {
  await start({ retryAfterMs: 250, retryGraceMs: 50, faults: { queue: ["rate_limited"] } });
  expect((await chat()).headers.get("retry-after-ms")).toBe("250");
  await chat();
  expect(server.requests.retryAfterViolations).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await chat();
  expect(server.requests.retryAfterViolations).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await chat();
  expect(server.requests.retryAfterViolations).toHaveLength(1);
});

test("it can be taken away, and comes back under the same address", async () => {
  await start();
  const { url } = server;
  await server.down();
  await expect(chat()).rejects.toThrow("fetch failed");
  await server.up();
  expect(server.url).toBe(url);
  expect((await chat()).status).toBe(200);
});

test("it asks for its key, lists its models, and moderates", async () => {
  await start({ key: "secret", models: ["one", "two"], flaggedWord: "awful" });
  expect((await chat()).status).toBe(401);
  server.setBehaviour({ key: null });
  expect(await (await fetch(`${server.url}/models`)).json()).toMatchObject({ data: [{ id: "one" }, { id: "two" }] });
  const verdict = await (await post("/moderations", { input: ["fine", "an awful text"] })).json();
  expect(verdict).toMatchObject({ results: [{ flagged: false }, { flagged: true }] });
  expect(server.requests.moderations).toBe(1);
  expect(server.requests.recorded.at(-1)).toMatchObject({
    path: "/v1/moderations",
    body: { input: ["fine", "an awful text"] },
  });
});

test("faults come as often as the plan says, and the same seed gives the same ones", () => {
  const plan = { queue: ["reset" as const], probabilities: { server_error: 0.2, hang: 0.1 }, seed: 7 };
  const draw = (next: ReturnType<typeof createFaultPlan>) => Array.from({ length: 2_000 }, next);
  const faults = draw(createFaultPlan(plan));
  expect(faults[0]).toBe("reset");
  expect(draw(createFaultPlan(plan))).toEqual(faults);
  const share = (name: string) => faults.filter((fault) => fault === name).length / faults.length;
  expect(share("server_error")).toBeCloseTo(0.2, 1);
  expect(share("hang")).toBeCloseTo(0.1, 1);
  expect(share("none")).toBeCloseTo(0.7, 1);
});
