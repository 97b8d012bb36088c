import type { ModelInput } from "@/lib/models/schema";

/** The fields of the model form, as a browser holds them. */
export type ModelFormValues = {
  name: string;
  provider: string;
  baseUrl: string;
  upstreamName: string;
  keyVariable: string;
  template: string;
  temperature: string;
  topP: string;
  maxTokens: string;
  /** One a line. */
  stop: string;
  seed: string;
  isStreaming: boolean;
  /** For a million tokens, in units of the currency. */
  inputPrice: string;
  outputPrice: string;
  currency: string;
  maxConcurrent: string;
  requestsPerMinute: string;
  timeoutSeconds: string;
};

export type PresetChoice = { name: string; label: string; values: ModelFormValues };

export const BLANK_MODEL: ModelFormValues = {
  name: "",
  provider: "openai",
  baseUrl: "",
  upstreamName: "",
  keyVariable: "",
  template: "",
  temperature: "",
  topP: "",
  maxTokens: "",
  stop: "",
  seed: "",
  isStreaming: true,
  inputPrice: "",
  outputPrice: "",
  currency: "USD",
  maxConcurrent: "4",
  requestsPerMinute: "",
  timeoutSeconds: "120",
};

export function toModelFormValues(model: ModelInput): ModelFormValues {
  const { temperature, topP, maxTokens, stop = [], seed } = model.parameters;
  return {
    name: model.name,
    provider: model.provider,
    baseUrl: model.baseUrl,
    upstreamName: model.upstreamName ?? "",
    keyVariable: model.keyVariable ?? "",
    template: model.template ?? "",
    temperature: toText(temperature),
    topP: toText(topP),
    maxTokens: toText(maxTokens),
    stop: stop.map(toStopLine).join("\n"),
    seed: toText(seed),
    isStreaming: model.isStreaming,
    inputPrice: toPriceText(model.inputPrice),
    outputPrice: toPriceText(model.outputPrice),
    currency: model.currency,
    maxConcurrent: toText(model.maxConcurrent),
    requestsPerMinute: toText(model.requestsPerMinute),
    timeoutSeconds: toText(model.timeoutMs / 1000),
  };
}

function toText(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** A stop text on a line of its own, so that its own line ends are written \n, and a backslash twice. */
function toStopLine(stop: string): string {
  return stop.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** Of micro-units: 1500000 is 1.5. */
function toPriceText(micros: number | null): string {
  if (micros === null) return "";
  const fraction = String(micros % 1_000_000)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${Math.floor(micros / 1_000_000)}${fraction ? `.${fraction}` : ""}`;
}
