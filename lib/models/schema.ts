import { z } from "zod";

export const modelNameSchema = z
  .string()
  .trim()
  .min(1, { error: "Give the model a name." })
  .max(200, { error: "A model's name has at most 200 characters." })
  .regex(/^\P{Cc}*$/u, { error: "A model's name is one line of visible characters." })
  .refine((name) => !name.startsWith("(written)"), { error: "No model's name begins with (written). Choose another." });

/** Those that generate; a recorded model's responses are imported. */
export const LIVE_PROVIDERS = ["openai", "completions", "easylm"] as const;
export const PROMPT_TEMPLATES = ["koala", "alpaca", "vicuna"] as const;

export type LiveProvider = (typeof LIVE_PROVIDERS)[number];
export type PromptTemplate = (typeof PROMPT_TEMPLATES)[number];

/** What is left out is not sent: the endpoint's own default holds. */
export const samplingSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  maxTokens: z.int().min(1).max(1_000_000).optional(),
  stop: z.array(z.string().min(1).max(100)).max(16).optional(),
  /** Of sample 0; sample n is asked for with seed + n. */
  seed: z.int().min(0).max(2_000_000_000).optional(),
});

export type SamplingParameters = z.infer<typeof samplingSchema>;

/** What a request is made from: stored with a run, so that it stays as it was ordered. */
export const modelSettingsSchema = z.strictObject({
  name: modelNameSchema,
  provider: z.enum(LIVE_PROVIDERS, { error: `Choose a provider: ${LIVE_PROVIDERS.join(", ")}.` }),
  /** With its path: https://api.openai.com/v1, http://127.0.0.1:5009. No slash at the end. */
  baseUrl: z
    .string()
    .trim()
    .max(500)
    .regex(/^https?:\/\/[^\s?#]+$/, { error: "A base URL begins with http:// or https://, and has no ? or #." })
    .transform((url) => url.replace(/\/+$/, "")),
  upstreamName: z.string().trim().min(1).max(200).nullable(),
  /** Only such names, so that no other secret of the server can be sent to an endpoint. */
  keyVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*_API_KEY$/, {
      error: "Give the name of the environment variable that holds the key, such as OPENAI_API_KEY; never the key.",
    })
    .nullable(),
  template: z.enum(PROMPT_TEMPLATES).nullable(),
  parameters: samplingSchema,
  isStreaming: z.boolean(),
  /** Micro-units of the currency a million tokens. */
  inputPrice: z.int().min(0).max(2_000_000_000).nullable(),
  outputPrice: z.int().min(0).max(2_000_000_000).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: "A currency has three letters, such as USD." }),
  timeoutMs: z.int().min(1_000).max(3_600_000),
});

/** Of the endpoint: where several models share one, the strictest hold. */
export const endpointLimitsSchema = z.strictObject({
  maxConcurrent: z.int().min(1).max(1_000),
  requestsPerMinute: z.int().min(1).max(1_000_000).nullable(),
});

export type ModelSettings = z.infer<typeof modelSettingsSchema>;
export type EndpointLimits = z.infer<typeof endpointLimitsSchema>;

/** A model as a person gives it; what is left out is the preset's, or the default. */
export const modelInputSchema = modelSettingsSchema.extend(endpointLimitsSchema.shape).superRefine((model, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (model.provider === "completions" && model.template === null) {
    refuse("template", "A text endpoint needs a prompt template: koala, alpaca or vicuna.");
  }
  if (model.provider === "openai" && model.template !== null) {
    refuse("template", "A chat endpoint has its own template: choose none, or the provider completions.");
  }
  if (model.provider !== "easylm" && model.upstreamName === null) {
    refuse("upstreamName", "Give the name by which the endpoint knows the model, such as gpt-3.5-turbo.");
  }
  if (model.provider === "easylm" && model.maxConcurrent > 1) {
    refuse("maxConcurrent", "An EasyLM server answers one request at a time: give 1.");
  }
});

export type ModelInput = z.infer<typeof modelInputSchema>;

export type ModelSummary = {
  id: string;
  name: string;
  /** recorded: its responses were imported. */
  provider: string;
  template: string | null;
  baseUrl: string | null;
  isInDemo: boolean;
  maxConcurrent: number;
  requestsPerMinute: number | null;
  responses: number;
  createdAt: Date;
};

/** A model that generates, as it stands in the studio. */
export type LiveModel = ModelInput & {
  id: string;
  endpoint: string;
  isInDemo: boolean;
};

/** Of the two names that written pairs stand under: practice, attention and gold. They are no models to compare. */
export const WRITTEN_PROVIDER = "written";
