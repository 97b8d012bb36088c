import type { ModelInput } from "@/lib/models/schema";

/** A model of the field, but for its name and address. */
export type ModelPreset = Omit<ModelInput, "name" | "baseUrl"> & {
  /** What a local server of it usually listens on, or the provider's own address. */
  usualUrl: string;
  label: string;
};

const FREE = { inputPrice: null, outputPrice: null, currency: "USD", keyVariable: null } as const;
const SERIAL = { maxConcurrent: 1, requestsPerMinute: null, timeoutMs: 300_000, isStreaming: false } as const;
const SERVED = { maxConcurrent: 8, requestsPerMinute: null, timeoutMs: 120_000, isStreaming: true } as const;

/** Koala was served by EasyLM; its guide starts the server on port 5009. The rest: vLLM's and OpenAI's own defaults. */
export const MODEL_PRESETS = {
  "koala-13b": {
    label: "Koala-13B on EasyLM",
    usualUrl: "http://127.0.0.1:5009",
    provider: "easylm",
    upstreamName: null,
    template: "koala",
    parameters: {},
    ...SERIAL,
    ...FREE,
  },
  "alpaca-7b": {
    label: "Alpaca-7B behind a text endpoint",
    usualUrl: "http://127.0.0.1:8000/v1",
    provider: "completions",
    upstreamName: "alpaca-7b",
    template: "alpaca",
    parameters: { temperature: 0.7, maxTokens: 1024 },
    ...SERVED,
    ...FREE,
  },
  "alpaca-13b": {
    label: "Alpaca-13B behind a text endpoint",
    usualUrl: "http://127.0.0.1:8000/v1",
    provider: "completions",
    upstreamName: "alpaca-13b",
    template: "alpaca",
    parameters: { temperature: 0.7, maxTokens: 1024 },
    ...SERVED,
    ...FREE,
  },
  "vicuna-13b": {
    label: "Vicuna-13B behind a text endpoint",
    usualUrl: "http://127.0.0.1:8000/v1",
    provider: "completions",
    upstreamName: "vicuna-13b-v1.3",
    template: "vicuna",
    parameters: { temperature: 0.7, maxTokens: 1024, stop: ["</s>"] },
    ...SERVED,
    ...FREE,
  },
  chatgpt: {
    label: "ChatGPT",
    usualUrl: "https://api.openai.com/v1",
    provider: "openai",
    upstreamName: "gpt-3.5-turbo",
    template: null,
    parameters: { temperature: 0.7, maxTokens: 1024 },
    ...SERVED,
    ...FREE,
    keyVariable: "OPENAI_API_KEY",
    requestsPerMinute: 500,
  },
} as const satisfies Record<string, ModelPreset>;

export type PresetName = keyof typeof MODEL_PRESETS;

export const PRESET_NAMES = Object.keys(MODEL_PRESETS) as PresetName[];
