import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EndpointError } from "@/lib/inference/endpoint-error";
import type { ProviderCall } from "@/lib/inference/provider";
import { type EasyLmTestServer, startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";
import type { ModelSettings } from "@/lib/models/schema";
import { getProvider } from "./registry";

let openai: OpenAiTestServer;
let easylm: EasyLmTestServer;

beforeEach(async () => {
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "127.0.0.1");
  [openai, easylm] = await Promise.all([startOpenAiServer(), startEasyLmServer()]);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([openai.stop(), easylm.stop()]);
});

function makeCall(settings: Partial<ModelSettings> = {}, call: Partial<ProviderCall> = {}): ProviderCall {
  return {
    settings: {
      name: "A model",
      provider: "openai",
      baseUrl: openai.url,
      upstreamName: "test-model",
      keyVariable: null,
      template: null,
      parameters: {},
      isStreaming: true,
      inputPrice: null,
      outputPrice: null,
      currency: "USD",
      timeoutMs: 2_000,
      ...settings,
    },
    turns: [{ text: "What is a eucalypt?", input: null }],
    answers: [],
    state: null,
    seed: null,
    signal: new AbortController().signal,
    ...call,
  };
}

const generate = (call: ProviderCall) => getProvider(call.settings.provider).generateTurn(call);

export async function failureOf(call: ProviderCall): Promise<EndpointError> {
  const error = await generate(call).then(
    (turn) => new Error(`it answered: ${turn.text}`),
    (thrown: Error) => thrown,
  );
  if (!(error instanceof EndpointError)) throw error;
  return error;
}

const sent = () => openai.requests.recorded.at(-1)?.body as Record<string, unknown>;

test("chat: all turns, their inputs and the parameters are sent, and nothing that was not set", async () => {
  const turns = [
    { text: "Translate.", input: "Guten Tag" },
    { text: "And in French?", input: null },
  ];
  const parameters = { temperature: 0, topP: 0.9, maxTokens: 50, stop: ["</s>"] };
  const turn = await generate(makeCall({ parameters }, { turns, answers: ["Good day"], seed: 7 }));
  expect(sent()).toEqual({
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
  });
  expect(turn.request).toEqual({ method: "POST", url: `${openai.url}/chat/completions`, body: sent() });
  await generate(makeCall({ isStreaming: false }));
  expect(Object.keys(sent()).sort()).toEqual(["messages", "model"]);
});
