import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EndpointErrorKind } from "@/lib/inference/endpoint-error";
import type { Fault, RawReply } from "@/lib/inference/testing/fault-plan";
import { makeCall, toFailure } from "@/lib/inference/testing/make-call";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";
import type { ModelSettings } from "@/lib/models/schema";
import { openaiProvider } from "./openai";
import { mendOf } from "./to-endpoint-error";

let server: OpenAiTestServer;

beforeEach(async () => {
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "127.0.0.1");
  server = await startOpenAiServer({ answer: () => "One two three four" });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

const ask = (settings: Partial<ModelSettings> = {}, signal = new AbortController().signal) =>
  toFailure(openaiProvider.generateTurn(makeCall({ baseUrl: server.url, ...settings }, { signal })));

/** The failure that one reply is. */
function failWith(fault: Fault, settings: Partial<ModelSettings> = {}) {
  server.setBehaviour({ faults: { queue: [fault] } });
  return ask(settings);
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): RawReply => ({
  status,
  headers,
  body: JSON.stringify(body),
});
const said = (status: number, message: string, code = "") => json(status, { error: { message, code } });

test.each<[string, RawReply, EndpointErrorKind]>([
  ["OpenAI's rate", said(429, "Rate limit reached for gpt-4 in organization", "rate_limit_exceeded"), "rate_limited"],
  ["OpenAI's quota", said(429, "You exceeded your current quota", "insufficient_quota"), "quota"],
  ["OpenAI's hard limit", said(400, "Billing hard limit has been reached", "billing_hard_limit_reached"), "quota"],
  ["no money", said(402, "Insufficient credits"), "quota"],
  ["a wrong key", said(401, "Incorrect API key provided", "invalid_api_key"), "key_refused"],
  ["no right", said(403, "Country not supported"), "key_refused"],
  [
    "OpenAI's context",
    said(400, "Please reduce the length of the messages.", "context_length_exceeded"),
    "context_overflow",
  ],
  [
    "vLLM's context",
    json(400, {
      object: "error",
      message: "This model's maximum context length is 2048 tokens. However, you requested 3000.",
      code: 400,
    }),
    "context_overflow",
  ],
  [
    "TGI's context",
    json(422, {
      error: "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048. Given: 3000",
      error_type: "validation",
    }),
    "context_overflow",
  ],
  [
    "llama.cpp's context",
    json(400, {
      error: {
        code: 400,
        message: "the request exceeds the available context size",
        type: "exceed_context_size_error",
      },
    }),
    "context_overflow",
  ],
  ["Ollama's context", json(500, { error: "the input length exceeds the context length" }), "context_overflow"],
  ["an unknown model", said(404, "The model `koala` does not exist", "model_not_found"), "rejected"],
  ["FastAPI's validation", json(422, { detail: [{ loc: ["body", "prompt"], msg: "Field required" }] }), "rejected"],
  ["a fault of its own", said(500, "CUDA error"), "server_error"],
  [
    "a proxy without a server",
    {
      status: 502,
      headers: { "content-type": "text/html" },
      body: "<html><head><title>x</title></head><h1>502 Bad Gateway</h1></html>",
    },
    "server_error",
  ],
  ["a redirect that leads nowhere", { status: 302, body: "" }, "rejected"],
  ["an error in a 200", json(200, { error: { message: "Provider returned error", code: 502 } }), "server_error"],
  ["a limit in a 200", json(200, { error: { message: "slow down", code: "rate_limit_exceeded" } }), "rate_limited"],
  ["an error without a code in a 200", json(200, { error: "something" }), "malformed"],
  ["another document", json(200, { hello: "world" }), "malformed"],
  ["no choices", json(200, { choices: [] }), "malformed"],
  ["a number for a text", json(200, { choices: [{ message: { content: 7 } }] }), "malformed"],
  ["a list", json(200, []), "malformed"],
  ["null", json(200, null), "malformed"],
  ["a page", { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" }, "malformed"],
])("a reply is told by what it says: %s", async (_, reply, kind) => {
  expect(await failWith(reply, { isStreaming: false })).toMatchObject({ kind });
  // in a stream's place it means the same
  expect(await failWith(reply)).toMatchObject({ kind });
});

test.each<[Fault, boolean, EndpointErrorKind, string | undefined]>([
  ["server_error", true, "server_error", undefined],
  ["reset", true, "reset", undefined],
  ["reset", false, "reset", undefined],
  ["reset_midway", true, "reset", "One two "],
  ["reset_midway", false, "reset", undefined],
  ["truncated_stream", true, "reset", "One two "],
  ["garbage_json", true, "malformed", "One two "],
  ["garbage_json", false, "malformed", undefined],
  ["truncated_json", true, "malformed", "One two "],
  ["truncated_json", false, "malformed", undefined],
  ["hang", true, "timeout", undefined],
])(
  "a request that goes wrong is told by how: %s (streaming: %s) is %s",
  async (fault, isStreaming, kind, partialText) => {
    const error = await failWith(fault, { isStreaming, timeoutMs: 300 });
    expect(error.kind).toBe(kind);
    expect(error.more.partialText).toBe(partialText);
    expect(error.message).not.toMatch(/\n|node_modules|:\d+:\d+/);
    expect(mendOf(error)).toMatch(/^[A-Z].*\.$/);
  },
);

test("the words are the endpoint's own, on one line, without the key, and not endless", async () => {
  vi.stubEnv("LAB_API_KEY", "sk-secret-123");
  const keyVariable = "LAB_API_KEY";
  const error = await failWith(said(401, "Key sk-secret-123\n is\u0007 wrong\u202e"), { keyVariable });
  expect(error.message).toBe("Key [key] is wrong");
  expect((await failWith(said(400, "word ".repeat(1_000)))).message).toHaveLength(500);
  const page = "<html><style>p{}</style><body><h1>502 Bad Gateway</h1> nginx</body></html>";
  expect((await failWith({ status: 502, body: page })).message).toBe("502 Bad Gateway nginx");
  expect((await failWith({ status: 503, body: "" })).message).toBe("HTTP 503, without a word of explanation.");
  expect((await failWith(json(422, { detail: [{ loc: ["body", "prompt"], msg: "Field required" }] }))).message).toBe(
    "body.prompt: Field required",
  );
});

test.each([
  [{ "retry-after": "2" }, 2_000],
  [{ "retry-after-ms": "250", "retry-after": "1" }, 250],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
])("Retry-After is read: %o", async (headers, retryAfterMs) => {
  const error = await failWith(json(429, { error: { message: "slow down" } }, headers as Record<string, string>));
  expect(error.more.retryAfterMs).toBe(retryAfterMs);
});

test("Retry-After may be a date", async () => {
  const date = new Date(Date.now() + 30_000).toUTCString();
  const { retryAfterMs } = (await failWith(json(503, {}, { "retry-after": date }))).more;
  expect(retryAfterMs).toBeGreaterThan(25_000);
  expect(retryAfterMs).toBeLessThanOrEqual(30_000);
});

test("an error inside a stream is told by its code, and keeps what came before", async () => {
  const chunk = { choices: [{ delta: { content: "Half" } }] };
  const stream = (error: unknown): RawReply => ({
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: `data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(error)}\n\n`,
  });
  const broken = await failWith(stream({ error: { message: "The engine died", type: "server_error" } }));
  expect(broken).toMatchObject({ kind: "server_error", message: "The engine died", more: { partialText: "Half" } });
  expect(await failWith(stream({ error: { message: "odd" } }))).toMatchObject({ kind: "malformed", message: "odd" });
  expect(await failWith(stream({ object: "error", message: "bad", code: 400 }))).toMatchObject({ kind: "rejected" });
  expect(await failWith(stream({ choices: "none" }))).toMatchObject({
    kind: "malformed",
    more: { partialText: "Half" },
  });
});

test("a server that is away is unreachable, and so is a name that does not resolve", async () => {
  await server.down();
  expect(await ask()).toMatchObject({ kind: "unreachable", message: expect.stringContaining("ECONNREFUSED") });
  await server.up();
  await expect(openaiProvider.generateTurn(makeCall({ baseUrl: server.url }))).resolves.toBeTruthy();
  // a name with several addresses, and nobody at any
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "localhost");
  expect(await ask({ baseUrl: "http://localhost:2/v1" })).toMatchObject({ kind: "unreachable" });
  expect(await ask({ baseUrl: "http://nowhere.invalid/v1" })).toMatchObject({ kind: "unreachable" });
});

test("a server that speaks no TLS, or none that can be trusted, is unreachable", async () => {
  const error = await ask({ baseUrl: server.url.replace("http:", "https:") });
  expect(error.kind).toBe("unreachable");
});

test("a stream whose connection stays open after its last event ends there", async () => {
  const chunk = JSON.stringify({ choices: [{ delta: { content: "Whole" }, finish_reason: "stop" }] });
  const open = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${chunk}\n\ndata: [DO`);
    setTimeout(() => response.write("NE]\n\n"), 20);
  });
  await new Promise<void>((resolve) => open.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(open.address() as AddressInfo).port}`;
  const turn = await openaiProvider.generateTurn(makeCall({ baseUrl, timeoutMs: 10_000 }));
  expect(turn).toMatchObject({ text: "Whole", finishReason: "stop" });
  expect(turn.durationMs).toBeLessThan(2_000);
  open.close();
  open.closeAllConnections();
});

test("a server that goes away in the middle of an answer breaks it", async () => {
  server.setBehaviour({ tokenDelayMs: 50 });
  setTimeout(() => server.down(), 130);
  expect(await ask()).toMatchObject({ kind: "reset", more: { partialText: expect.stringContaining("One") } });
});

test("the deadline holds for the whole answer, and what came until then is kept", async () => {
  server.setBehaviour({ tokenDelayMs: 120 });
  const error = await ask({ timeoutMs: 300 });
  expect(error).toMatchObject({ kind: "timeout", more: { partialText: expect.stringMatching(/^One/) } });
  await expect.poll(() => server.requests.active).toBe(0);
});

test("what the caller stops is cancelled, before it is sent or while it runs", async () => {
  expect(await ask({}, AbortSignal.abort())).toMatchObject({ kind: "cancelled" });
  expect(server.requests.total).toBe(0);
  server.setBehaviour({ faults: { queue: ["hang"] } });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await ask({}, stop.signal)).toMatchObject({ kind: "cancelled", isPassing: false });
  await expect.poll(() => server.requests.abandoned).toBe(1);
});

test("a key that is not set, or cannot be one, is refused before anything is sent", async () => {
  const error = await ask({ keyVariable: "MISSING_API_KEY" });
  expect(error).toMatchObject({
    kind: "key_refused",
    message: expect.stringContaining("MISSING_API_KEY is not set where"),
  });
  vi.stubEnv("ODD_API_KEY", "sk-secret\nx-other: 1");
  const odd = await ask({ keyVariable: "ODD_API_KEY" });
  expect(odd.kind).toBe("key_refused");
  expect(odd.message).not.toContain("sk-secret");
  // a name that is not one of a key is never read
  vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-the-server");
  expect(await ask({ keyVariable: "NEXTAUTH_SECRET" })).toMatchObject({ kind: "key_refused" });
  expect(server.requests.recorded).toHaveLength(0);
});

test("an address that is not allowed is not asked, also where a redirect leads to it", async () => {
  const headers = { location: "http://169.254.169.254/latest/meta-data" };
  expect(await failWith({ status: 307, headers, body: "" })).toMatchObject({ kind: "forbidden_address" });
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "public");
  const { requests } = server;
  const before = requests.total;
  // through a fresh name, since a connection that is open was allowed when it was made
  const error = await ask({ baseUrl: server.url.replace("127.0.0.1", "localhost") });
  expect(error).toMatchObject({ kind: "forbidden_address", isPassing: false });
  expect(error.message).toMatch(/resolves to (127\.0\.0\.1|::1), an internal address, and EUCALYPT_MODEL_HOSTS/);
  expect(requests.total).toBe(before);
});

test("an answer without end is cut off", async () => {
  const chunk = `data: ${JSON.stringify({ choices: [{ delta: { content: "x".repeat(100_000) } }] })}\n\n`;
  const stream = { status: 200, headers: { "content-type": "text/event-stream" }, body: chunk.repeat(50) };
  expect(await failWith(stream)).toMatchObject({ kind: "malformed", message: "The answer is longer than 4 MB." });
  const body = JSON.stringify({ choices: [{ message: { content: "x".repeat(5_000_000) } }] });
  expect(await failWith({ status: 200, body }, { isStreaming: false })).toMatchObject({ kind: "malformed" });
});
