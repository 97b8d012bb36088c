import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { registerModelCard } from "@/bin/eucalypt/model-card";
import { quote } from "@/bin/eucalypt/parse-options";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { testModel } from "@/lib/inference/commands/test-model";
import { previewRequest } from "@/lib/inference/queries/preview-request";
import { createModel, updateModel } from "@/lib/models/commands/write-model";
import { MODEL_PRESETS, PRESET_NAMES, type PresetName } from "@/lib/models/presets";
import { getLiveModel } from "@/lib/models/queries";
import {
  LIVE_PROVIDERS,
  type LiveModel,
  type ModelInput,
  PROMPT_TEMPLATES,
  type SamplingParameters,
} from "@/lib/models/schema";

type Flags = {
  preset?: PresetName;
  provider?: ModelInput["provider"];
  baseUrl?: string;
  upstreamName?: string;
  keyVariable?: string;
  template?: (typeof PROMPT_TEMPLATES)[number] | "none";
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  stream?: boolean;
  inputPrice?: number;
  outputPrice?: number;
  currency?: string;
  concurrent?: number;
  perMinute?: number;
  timeout?: number;
};

/** `models add|edit|show|preview|test`: models that generate. */
export function registerModelCommands(models: Command): void {
  withFlags(models.command("add").argument("<name>").description("a model that generates"))
    .addOption(new Option("--preset <preset>", "where the rest comes from").choices(PRESET_NAMES))
    .action(async (name: string, { preset, ...flags }: Flags) => {
      const base = preset ? fromPreset(preset) : BLANK;
      const made = await createModel(OPERATOR, { ...merge(base, flags), name });
      console.log(`Added the model ${made.name}. Try it with: npm run eucalypt -- models test ${quote(made.name)}`);
    });
  withFlags(models.command("edit").argument("<name>").description("change a model; what is left out stays")).action(
    async (name: string, flags: Flags) => {
      await updateModel(OPERATOR, name, { ...merge(toInput(await getLiveModel(OPERATOR, name)), flags), name });
      console.log(`Changed the model ${name}. Runs that were ordered go on as they were ordered.`);
    },
  );
  models
    .command("show")
    .argument("<name>")
    .description("what a model is asked with, as JSON")
    .action(async (name: string) => console.log(JSON.stringify(await getLiveModel(OPERATOR, name), null, 2)));
  registerTrials(models);
  registerModelCard(models);
}

function registerTrials(models: Command): void {
  withPrompt(models.command("preview").argument("<name>"))
    .description("the exact request that would be sent")
    .action(async (name: string, flags: PromptFlags) => {
      const model = toInput(await getLiveModel(OPERATOR, name));
      console.log(JSON.stringify(previewRequest(OPERATOR, model, [await toPrompt(flags)], []), null, 2));
    });
  withPrompt(models.command("test").argument("<name>"))
    .description("send one prompt, and show the request, the response and how long it took")
    .action(async (name: string, flags: PromptFlags) => {
      const test = await testModel(OPERATOR, name, await toPrompt(flags));
      console.log(JSON.stringify(test.request, null, 2));
      if (test.outcome === "failed") throw new AppError("unavailable", `${test.message} ${test.mend}`);
      console.log(`\n${test.text}\n`);
      const first = test.firstTokenMs === null ? "" : `, the first words after ${Math.round(test.firstTokenMs)} ms`;
      console.log(`Ended with "${test.finishReason}" after ${Math.round(test.durationMs)} ms${first}.`);
      if (test.isPromptCut) console.log("The endpoint dropped the beginning of the prompt: it is too long for it.");
    });
}

type PromptFlags = { prompt?: string; input?: string; promptFile?: string };

function withPrompt(command: Command): Command {
  return command
    .option("--prompt <text>", "what to ask", "Name three trees of Australia.")
    .option("--input <text>", "what the prompt works on")
    .option("--prompt-file <file>", "what to ask, from a file");
}

async function toPrompt({ prompt = "", input, promptFile }: PromptFlags) {
  return { text: promptFile ? await readFile(promptFile, "utf8") : prompt, input: input ?? null };
}

const BLANK: Omit<ModelInput, "name" | "baseUrl"> = {
  ...{ provider: "openai", upstreamName: null, keyVariable: null, template: null, parameters: {}, isStreaming: true },
  ...{ inputPrice: null, outputPrice: null, currency: "USD" },
  ...{ maxConcurrent: 4, requestsPerMinute: null, timeoutMs: 120_000 },
};

function fromPreset(name: PresetName): Omit<ModelInput, "name"> {
  const { usualUrl, label: _label, ...preset } = MODEL_PRESETS[name];
  return { ...preset, baseUrl: usualUrl };
}

function toInput({ id: _id, endpoint: _endpoint, isInDemo: _isInDemo, ...input }: LiveModel): ModelInput {
  return input;
}

/** What was typed, over what there was. */
function merge(base: Partial<ModelInput>, flags: Flags): ModelInput {
  const { temperature, topP, maxTokens, stop, seed, template, stream, concurrent, perMinute, timeout, ...same } = flags;
  const { inputPrice, outputPrice, ...plain } = same;
  const given = {
    ...plain,
    ...(template !== undefined && { template: template === "none" ? null : template }),
    isStreaming: stream,
    inputPrice: toMicros(inputPrice),
    outputPrice: toMicros(outputPrice),
    maxConcurrent: concurrent,
    requestsPerMinute: perMinute,
    timeoutMs: timeout === undefined ? undefined : Math.round(timeout * 1000),
  };
  const parameters: SamplingParameters = { ...base.parameters, ...known({ temperature, topP, maxTokens, stop, seed }) };
  return { ...base, ...known(given), parameters } as ModelInput;
}

function known<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function toMicros(price: number | undefined): number | undefined {
  return price === undefined ? undefined : Math.round(price * 1_000_000);
}

function withFlags(command: Command): Command {
  return command
    .addOption(new Option("--provider <provider>", "the protocol it speaks").choices(LIVE_PROVIDERS))
    .option("--base-url <url>", "where it is: https://api.openai.com/v1, http://127.0.0.1:5009")
    .option("--upstream-name <name>", "what the endpoint calls it")
    .option("--key-variable <name>", "the environment variable that holds the key, such as OPENAI_API_KEY")
    .addOption(new Option("--template <template>", "of the prompt").choices([...PROMPT_TEMPLATES, "none"]))
    .option("--temperature <number>", "0 to 2", toNumber)
    .option("--top-p <number>", "0 to 1", toNumber)
    .option("--max-tokens <count>", "of one turn", toNumber)
    .option("--stop <texts...>", "what ends a response")
    .option("--seed <number>", "of the first sample; each further one adds one", toNumber)
    .option("--stream", "read the response as it is written")
    .option("--no-stream", "read the response when it is whole")
    .option("--input-price <amount>", "for a million prompt tokens", toNumber)
    .option("--output-price <amount>", "for a million generated tokens", toNumber)
    .option("--currency <code>", "of the prices")
    .option("--concurrent <count>", "requests that the endpoint takes at once", toNumber)
    .option("--per-minute <count>", "requests that the endpoint takes in a minute", toNumber)
    .option("--timeout <seconds>", "for one request", toNumber);
}

function toNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It is a number.");
  return number;
}
