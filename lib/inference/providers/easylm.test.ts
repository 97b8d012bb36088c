import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EasyLmTestServer, startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { makeCall, toFailure } from "@/lib/inference/testing/make-call";
import type { ModelSettings } from "@/lib/models/schema";
import { easylmProvider } from "./easylm";

let server: EasyLmTestServer;

beforeEach(async () => {
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "127.0.0.1");
  server = await startEasyLmServer();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

function makeEasyLmCall(settings: Partial<ModelSettings> = {}, call: Parameters<typeof makeCall>[1] = {}) {
  const own = { baseUrl: server.url, provider: "easylm", upstreamName: null, isStreaming: false } as const;
  return makeCall({ ...own, ...settings }, call);
}

test("without a template it is asked on /chat, and its context is sent back with the next turn", async () => {
  server.setBehaviour({ answer: (prompt) => ` Reply to ${prompt.length} characters.` });
  const parameters = { temperature: 0.2, maxTokens: 100, topP: 0.5, stop: ["x"] };
  const pieces: string[] = [];
  const onText = (piece: string) => pieces.push(piece);
  const first = await easylmProvider.generateTurn(
    makeEasyLmCall({ parameters }, { turns: [{ text: "Translate.", input: "Guten Tag" }], seed: 3, onText }),
  );
  const body = { prompt: "Translate.\n\nGuten Tag", context: "", temperature: 0.2 };
  expect(server.requests.recorded.at(-1)).toMatchObject({ path: "/chat", body });
  expect(first).toMatchObject({
    text: " Reply to 59 characters.",
    finishReason: "unknown",
    inputTokens: null,
    outputTokens: null,
    firstTokenMs: null,
    isPromptCut: false,
    request: { method: "POST", url: `${server.url}/chat`, body },
    state: "USER: Translate.\n\nGuten Tag GPT: Reply to 59 characters.</s>",
  });
  expect(pieces).toEqual([first.text]);

  const turns = [...[{ text: "Translate.", input: "Guten Tag" }], { text: "And now?", input: null }];
  await easylmProvider.generateTurn(makeEasyLmCall({}, { turns, answers: [first.text], state: first.state }));
  expect(server.requests.recorded.at(-1)?.body).toEqual({ prompt: "And now?", context: first.state });
});

test("with a template it is asked on /generate with the whole conversation", async () => {
  const turns = [
    { text: "Hi", input: null },
    { text: "And now?", input: null },
  ];
  const turn = await easylmProvider.generateTurn(makeEasyLmCall({ template: "koala" }, { turns, answers: ["Hello."] }));
  const prefix = "BEGINNING OF CONVERSATION: USER: Hi GPT:Hello.</s>USER: And now? GPT:";
  expect(server.requests.recorded.at(-1)).toMatchObject({ path: "/generate", body: { prefix_text: [prefix] } });
  expect(turn).toMatchObject({ text: expect.stringMatching(/^ This is test text/), state: null });
});

test("a conversation whose context is lost is not asked as if it were new", async () => {
  const turns = [
    { text: "Hi", input: null },
    { text: "And now?", input: null },
  ];
  const error = await toFailure(easylmProvider.generateTurn(makeEasyLmCall({}, { turns, answers: ["Hello."] })));
  expect(error).toMatchObject({ kind: "rejected", message: expect.stringContaining("context") });
  expect(server.requests.total).toBe(0);
});

test("a prompt beyond the server's window of 1,024 LLaMA tokens is marked as cut, its context included", async () => {
  // " word" is one token, and so is the first
  const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
  const cut = async (call: Parameters<typeof makeEasyLmCall>[1], settings: Partial<ModelSettings> = {}) =>
    (await easylmProvider.generateTurn(makeEasyLmCall(settings, call))).isPromptCut;
  expect(await cut({ turns: [{ text: words(1_024), input: null }] })).toBe(false);
  expect(await cut({ turns: [{ text: words(1_025), input: null }] })).toBe(true);
  expect(await cut({ turns: [{ text: words(10), input: null }], state: words(1_020) })).toBe(true);
  expect(await cut({ turns: [{ text: words(1_020), input: null }] }, { template: "koala" })).toBe(true);
});

test("a body that it refuses, and an answer that is none, say why", async () => {
  const ask = () => toFailure(easylmProvider.generateTurn(makeEasyLmCall()));
  const refusal = {
    status: 422,
    body: JSON.stringify({ detail: [{ loc: ["body", "prompt"], msg: "str type expected" }] }),
  };
  const missing = { status: 200, body: JSON.stringify({ response: "Hello." }) };
  server.setBehaviour({
    faults: { queue: [refusal, missing, "garbage_json", "truncated_json", "reset", "server_error"] },
  });
  expect(await ask()).toMatchObject({ kind: "rejected", message: "body.prompt: str type expected" });
  expect(await ask()).toMatchObject({ kind: "malformed", message: expect.stringContaining("context") });
  expect(await ask()).toMatchObject({ kind: "malformed" });
  expect(await ask()).toMatchObject({ kind: "malformed" });
  expect(await ask()).toMatchObject({ kind: "reset" });
  expect(await ask()).toMatchObject({ kind: "server_error", message: "Internal Server Error" });
});

test("the test server works through its requests one by one, as the real one does", async () => {
  server.setBehaviour({ latencyMs: 40 });
  const started = performance.now();
  await Promise.all([1, 2, 3].map(() => easylmProvider.generateTurn(makeEasyLmCall())));
  expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  expect(server.requests).toMatchObject({ maxConcurrentSeen: 3, completed: 3 });
  const response = await fetch(`${server.url}/chat`, { method: "POST", body: JSON.stringify({ text: "no prompt" }) });
  expect(response.status).toBe(422);
  expect(await (await fetch(`${server.url}/ready`)).json()).toBe("Ready!\n");
});
