import { z } from "zod";
import { orNone } from "@/app/studio/or-none";
import {
  LIVE_PROVIDERS,
  type ModelInput,
  modelInputSchema,
  modelNameSchema,
  PROMPT_TEMPLATES,
} from "@/lib/models/schema";

/** A field of figures. The browser sends a text; an empty one is no number, and not nought. */
function figure(sentence: string, pattern: RegExp, least: number, most: number) {
  return z
    .string()
    .trim()
    .regex(pattern, sentence)
    .transform(Number)
    .pipe(z.number(sentence).min(least, sentence).max(most, sentence));
}

function whole(least: number, most: number) {
  const sentence = `Write a whole number from ${least} to ${most.toLocaleString("en")}.`;
  return figure(sentence, /^\d{1,12}$/, least, most);
}

const decimal = (sentence: string, least: number, most: number) => figure(sentence, /^\d*\.?\d+$/, least, most);

const PRICE = "Write a price such as 0.5 or 15, from 0 to 2000, with at most six decimals.";

/** Into micro-units, digit by digit: 0.29 times a million is not a whole number to a computer. */
const price = z
  .string()
  .trim()
  .regex(/^\d{1,4}(\.\d{1,6})?$/, PRICE)
  .transform((text) => {
    const [units = "0", fraction = ""] = text.split(".");
    return Number(units) * 1_000_000 + Number(fraction.padEnd(6, "0"));
  })
  .pipe(z.int(PRICE).max(2_000_000_000, PRICE));

const ESCAPES: Record<string, string> = { "\\n": "\n", "\\t": "\t", "\\\\": "\\" };

const stops = z
  .string()
  .transform((text) =>
    text
      .split(/\r?\n/)
      .filter((line) => line !== "")
      .map((line) => line.replaceAll(/\\[nt\\]/g, (written) => ESCAPES[written] ?? written)),
  )
  .pipe(
    z
      .array(z.string().max(100, "A stop text has at most 100 characters."))
      .max(16, "A request carries at most 16 stop texts."),
  );

const RESERVED = ["new", "import"];

/** The model form as a browser sends it. */
const fieldsSchema = z.object({
  name: modelNameSchema.refine(
    (name) => !RESERVED.includes(name),
    "No model may be called new or import: those are addresses in the studio.",
  ),
  provider: z.enum(LIVE_PROVIDERS, "Choose a provider."),
  baseUrl: z.string().trim().min(1, "Give the endpoint’s address, such as http://127.0.0.1:8000/v1."),
  upstreamName: orNone(z.string().trim().max(200, "Write at most 200 characters.")),
  keyVariable: orNone(modelInputSchema.shape.keyVariable.unwrap()),
  template: orNone(z.enum(PROMPT_TEMPLATES, "Choose a template.")),
  temperature: orNone(decimal("Write a number from 0 to 2, such as 0.7.", 0, 2)),
  topP: orNone(decimal("Write a number above 0 and at most 1, such as 0.95.", 0.000_001, 1)),
  maxTokens: orNone(whole(1, 1_000_000)),
  stop: stops,
  seed: orNone(whole(0, 2_000_000_000)),
  isStreaming: z.boolean(),
  inputPrice: orNone(price),
  outputPrice: orNone(price),
  currency: z.string().trim().toUpperCase().pipe(modelInputSchema.shape.currency),
  maxConcurrent: whole(1, 1000),
  requestsPerMinute: orNone(whole(1, 1_000_000)),
  timeoutSeconds: decimal("Write a number of seconds from 1 to 3600.", 1, 3600),
});

const FIELD_OF: Record<string, string> = { timeoutMs: "timeoutSeconds" };

export type ParsedModelForm = { input: ModelInput } | { fieldErrors: Record<string, string> };

/** The model that a form describes, or a sentence beside each field that is wrong. */
export function parseModelForm(form: FormData): ParsedModelForm {
  const fields = fieldsSchema.safeParse(readFields(form));
  if (!fields.success) return { fieldErrors: toErrors(fields.error) };
  const input = modelInputSchema.safeParse(toInput(fields.data));
  return input.success ? { input: input.data } : { fieldErrors: toErrors(input.error) };
}

function readFields(form: FormData): Record<string, unknown> {
  const names = Object.keys(fieldsSchema.shape);
  return {
    ...Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")])),
    isStreaming: form.get("isStreaming") === "on",
  };
}

function toInput({ temperature, topP, maxTokens, stop, seed, timeoutSeconds, ...rest }: z.output<typeof fieldsSchema>) {
  const given = { temperature, topP, maxTokens, seed, stop: stop.length > 0 ? stop : null };
  return {
    ...rest,
    parameters: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
    timeoutMs: Math.round(timeoutSeconds * 1000),
  };
}

/** Parameters are a level deeper in a model than in its form. */
function toErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    const name = String(path[0] === "parameters" ? path[1] : path[0]);
    errors[FIELD_OF[name] ?? name] ??= message;
  }
  return errors;
}
