import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeCall } from "@/lib/inference/testing/make-call";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";
import { completionsProvider } from "./completions";
import { openaiProvider } from "./openai";

let server: OpenAiTestServer;

beforeEach(async () => {
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "127.0.0.1");
  server = await startOpenAiServer();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

const sent = () => server.requests.recorded.at(-1);

test("all turns, their inputs and the parameters are sent, and nothing that was not set", async () => {
  const turns = [
    { text: "Translate.", input: "Guten Tag" },
    { text: "And in French?", input: null },
  ];
  const parameters = { temperature: 0, topP: 0.9, maxTokens: 50, stop: ["</s>"] };
  const turn = await openaiProvider.generateTurn(
    makeCall({ baseUrl: server.url, parameters }, { turns, answers: ["Good day"], seed: 7 }),
  );
  const body = {
    model: "test-model",
    messages: [
      { role: "user", content: "Translate.\n\nGuten Tag" },
      { role: "assistant", content: "Good day" },
      { role: "user", content: "And in French?" },
    ],
    temperature: 0,
    top_p: 0.9,
    max_tokens: 50,
    stop: ["</s>"],
    seed: 7,
    stream: true,
    stream_options: { include_usage: true },
  };
  expect(sent()).toMatchObject({ path: "/v1/chat/completions", body });
  expect(turn.request).toEqual({ method: "POST", url: `${server.url}/chat/completions`, body });

  await openaiProvider.generateTurn(makeCall({ baseUrl: server.url, isStreaming: false }));
  expect(sent()?.body).toEqual({ model: "test-model", messages: [{ role: "user", content: "What is a eucalypt?" }] });
});

test("a streamed answer arrives in pieces, and its tokens and times are those of the request", async () => {
  server.setBehaviour({ answer: () => "Eine schöne 木 tree.", latencyMs: 30, tokenDelayMs: 10 });
  const pieces: string[] = [];
  const onText = (piece: string) => pieces.push(piece);
  const turn = await openaiProvider.generateTurn(makeCall({ baseUrl: server.url }, { onText }));
  expect(turn).toMatchObject({
    text: "Eine schöne 木 tree.",
    finishReason: "stop",
    inputTokens: 4,
    outputTokens: 4,
    isPromptCut: false,
    state: null,
  });
  expect(pieces).toEqual(["Eine ", "schöne ", "木 ", "tree."]);
  expect(turn.firstTokenMs).toBeGreaterThanOrEqual(35);
  expect(turn.durationMs).toBeGreaterThan(turn.firstTokenMs ?? Number.POSITIVE_INFINITY);
});

test("an answer that is not streamed comes in one piece, and has no time of a first token", async () => {
  server.setBehaviour({ answer: () => " A tree." });
  const pieces: string[] = [];
  const onText = (piece: string) => pieces.push(piece);
  const turn = await openaiProvider.generateTurn(makeCall({ baseUrl: server.url, isStreaming: false }, { onText }));
  expect(turn).toMatchObject({ text: " A tree.", finishReason: "stop", inputTokens: 4, firstTokenMs: null });
  expect(pieces).toEqual([" A tree."]);
});

test.each([true, false])(
  "an answer cut by its token limit says so, and an empty one is empty (streaming: %s)",
  async (isStreaming) => {
    server.setBehaviour({ faults: { queue: ["length", "empty"] }, answer: () => "One two three four" });
    const call = makeCall({ baseUrl: server.url, isStreaming });
    expect(await openaiProvider.generateTurn(call)).toMatchObject({ text: "One two ", finishReason: "length" });
    expect(await openaiProvider.generateTurn(call)).toMatchObject({
      text: "",
      finishReason: "stop",
      firstTokenMs: null,
    });
  },
);

test.each([
  ["koala", "BEGINNING OF CONVERSATION: USER: What is a eucalypt? GPT:"],
  ["vicuna", expect.stringMatching(/^A chat between .* USER: What is a eucalypt\? ASSISTANT:$/)],
] as const)("a text endpoint is asked with the prompt of the model's own template: %s", async (template, prompt) => {
  for (const isStreaming of [true, false]) {
    server.setBehaviour({ answer: () => "A tree of Australia." });
    const call = makeCall({ baseUrl: server.url, provider: "completions", template, isStreaming });
    const turn = await completionsProvider.generateTurn(call);
    expect(sent()).toMatchObject({ path: "/v1/completions", body: { model: "test-model", prompt } });
    expect(turn).toMatchObject({ text: "A tree of Australia.", finishReason: "stop", outputTokens: 4 });
    expect(turn.request.body).toEqual(sent()?.body);
  }
});

test("the key is sent as a bearer token, and appears in nothing that is kept", async () => {
  vi.stubEnv("LAB_API_KEY", "sk-secret-123");
  server.setBehaviour({ key: "sk-secret-123" });
  const turn = await openaiProvider.generateTurn(makeCall({ baseUrl: server.url, keyVariable: "LAB_API_KEY" }));
  expect(sent()?.headers.authorization).toBe("Bearer sk-secret-123");
  expect(JSON.stringify(turn)).not.toContain("sk-secret-123");
});

test("without a key no Authorization is sent, and no variable of the openai client's has an effect", async () => {
  vi.stubEnv("OPENAI_API_KEY", "sk-other");
  vi.stubEnv("OPENAI_ADMIN_KEY", "sk-admin");
  vi.stubEnv("OPENAI_BASE_URL", "http://192.0.2.1/v1");
  vi.stubEnv("OPENAI_ORG_ID", "org-1");
  vi.stubEnv("OPENAI_PROJECT_ID", "project-1");
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "x-custom: 1");
  vi.stubEnv("OPENAI_LOG", "debug");
  const log = vi.spyOn(console, "debug");
  await openaiProvider.generateTurn(makeCall({ baseUrl: server.url }));
  expect(Object.keys(sent()?.headers ?? {}).sort()).toEqual([
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
  ]);
  expect(log).not.toHaveBeenCalled();
});

test("a stream without usage, without a finish reason but with [DONE], and with odd chunks is read", async () => {
  const events = [
    ": a comment",
    `data: ${JSON.stringify({ choices: [{ delta: { role: "assistant", content: null }, finish_reason: null }] })}`,
    `data:${JSON.stringify({ choices: [{ delta: { content: "A " } }] })}`,
    `data: ${JSON.stringify({ choices: [] })}`,
    `data: ${JSON.stringify({ choices: [{ delta: { content: "data: [DONE] tree" }, extra: true }] })}`,
    "data: [DONE]",
  ];
  const reply = {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: `${events.join("\r\n\r\n")}\r\n\r\n`,
  };
  server.setBehaviour({ faults: { queue: [reply] } });
  expect(await openaiProvider.generateTurn(makeCall({ baseUrl: server.url }))).toMatchObject({
    text: "A data: [DONE] tree",
    finishReason: "unknown",
    inputTokens: null,
    outputTokens: null,
  });
});

test("a refusal of the model is its answer", async () => {
  const message = { role: "assistant", content: null, refusal: "I will not." };
  const body = JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }] });
  server.setBehaviour({ faults: { queue: [{ status: 200, body }] } });
  const turn = await openaiProvider.generateTurn(makeCall({ baseUrl: server.url, isStreaming: false }));
  expect(turn.text).toBe("I will not.");
});

test("many requests at once use one connection each, none waits for another, and one signal stops them all", async () => {
  const warned = vi.fn();
  process.on("warning", warned);
  server.setBehaviour({ latencyMs: 200 });
  const { signal } = new AbortController();
  const ask = () => openaiProvider.generateTurn(makeCall({ baseUrl: server.url }, { signal }));
  await Promise.all(Array.from({ length: 60 }, ask));
  expect(server.requests).toMatchObject({ maxConcurrentSeen: 60, completed: 60 });
  process.off("warning", warned);
  expect(warned).not.toHaveBeenCalled();
});
