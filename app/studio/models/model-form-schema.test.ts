import { expect, test } from "vitest";
import { type ParsedModelForm, parseModelForm } from "@/app/studio/models/model-form-schema";
import { BLANK_MODEL, type ModelFormValues, toModelFormValues } from "@/components/studio/model-form-values";
import type { ModelInput } from "@/lib/models/schema";

const OPENAI = { name: "gpt", baseUrl: "https://api.openai.com/v1", upstreamName: "gpt-3.5-turbo" };

function parse(values: Partial<ModelFormValues>): ParsedModelForm {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...BLANK_MODEL, ...values })) {
    if (typeof value === "string") form.set(name, value);
    else if (value) form.set(name, "on");
  }
  return parseModelForm(form);
}

const errorsOf = (values: Partial<ModelFormValues>) => {
  const parsed = parse({ ...OPENAI, ...values });
  return "fieldErrors" in parsed ? parsed.fieldErrors : {};
};

test("a model that is shown in the form and sent back unchanged is the same model", () => {
  const model: ModelInput = {
    name: "vicuna",
    provider: "completions",
    baseUrl: "http://127.0.0.1:8000/v1",
    upstreamName: "vicuna-13b-v1.3",
    keyVariable: "VICUNA_API_KEY",
    template: "vicuna",
    parameters: { temperature: 0.7, topP: 0.95, maxTokens: 1024, stop: ["</s>", "\n\nUSER:", "a\\n", " "], seed: 3 },
    isStreaming: true,
    inputPrice: 290_000,
    outputPrice: 1_500_001,
    currency: "EUR",
    maxConcurrent: 8,
    requestsPerMinute: 60,
    timeoutMs: 1500,
  };
  expect(parse(toModelFormValues(model))).toEqual({ input: model });
});

test("an empty field is not sent to the endpoint, rather than sent as nought", () => {
  expect(parse(OPENAI)).toMatchObject({
    input: { parameters: {}, keyVariable: null, template: null, inputPrice: null, requestsPerMinute: null },
  });
});

test.each([
  ["0.29", 290_000],
  ["15", 15_000_000],
  ["0.000001", 1],
  ["0", 0],
])("a price of %s is %d micro-units, exactly", (inputPrice, micros) => {
  expect(parse({ ...OPENAI, inputPrice })).toMatchObject({ input: { inputPrice: micros } });
});

test.each([
  ["name", { name: " " }],
  ["name", { name: "new" }],
  ["baseUrl", { baseUrl: "api.openai.com" }],
  ["keyVariable", { keyVariable: "sk-123" }],
  ["upstreamName", { upstreamName: "" }],
  ["template", { template: "koala" }],
  ["template", { provider: "completions", template: "" }],
  ["temperature", { temperature: "hot" }],
  ["temperature", { temperature: "2.5" }],
  ["topP", { topP: "0" }],
  ["maxTokens", { maxTokens: "1.5" }],
  ["stop", { stop: "x".repeat(101) }],
  ["inputPrice", { inputPrice: "0,5" }],
  ["outputPrice", { outputPrice: "2001" }],
  ["currency", { currency: "dollars" }],
  ["maxConcurrent", { maxConcurrent: "0" }],
  ["maxConcurrent", { provider: "easylm", upstreamName: "", template: "koala", maxConcurrent: "2" }],
  ["timeoutSeconds", { timeoutSeconds: "0.5" }],
] as [string, Partial<ModelFormValues>][])("a mistake is told beside %s, and there alone: %j", (field, values) => {
  const errors = errorsOf(values);
  expect(Object.keys(errors)).toEqual([field]);
  // a sentence of ours with the mend, and not the library's
  expect(errors[field]).toMatch(/^(?!Invalid|Too ).+\.$/);
});
