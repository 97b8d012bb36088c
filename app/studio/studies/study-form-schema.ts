import { z } from "zod";
import { orNone } from "@/app/studio/or-none";
import { ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";
import { studyNameSchema, TEMPLATES } from "@/lib/studies/schema";

/** A field of figures. The browser sends a text; an empty one is no number, and not nought. */
function whole(least: number, most: number) {
  const sentence = `Write a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\s*\d+\s*$/, sentence)
    .transform(Number)
    .pipe(z.int(sentence).min(least, sentence).max(most, sentence));
}

function text(most: number, missing: string) {
  // browsers send line ends of two characters
  return z
    .string()
    .transform((value) => value.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1, missing).max(most, `Write at most ${most} characters.`));
}

const MARGIN = "Write points, above 0 and below 100, as 5, or nothing.";

/** Points as they are typed, and the share that a protocol has. */
const margin = z
  .string()
  .regex(/^\s*\d+(\.\d+)?\s*$/, MARGIN)
  .transform((points) => Number(points) / 100)
  .pipe(z.number().gt(0, MARGIN).lt(1, MARGIN));

/** The study form as a browser sends it, and the wishes that the command takes. */
export const studyFormSchema = z.object({
  name: studyNameSchema,
  template: z.enum(TEMPLATES, "Choose a template."),
  sets: z.array(z.string()),
  models: z.array(z.string()).refine((models) => models.length !== 1, "Choose two models or more."),
  reference: orNone(z.string()),
  allPairs: z.boolean(),
  votesPerComparison: whole(1, 50),
  raterTitle: text(120, "Raters need a title that says what they do."),
  question: text(200, "Write the question that stands above the buttons."),
  instructions: text(20_000, "Write what raters should weigh."),
  consent: text(20_000, "Write what raters agree to."),
  pairsPerRater: orNone(whole(1, 10_000)),
  breakEvery: orNone(whole(5, 1000)),
  leaseMinutes: whole(1, 1440),
  analysis: z.object({
    estimand: z.enum(ESTIMANDS),
    tieRule: z.enum(TIE_RULES),
    equivalenceMargin: orNone(margin),
  }),
  oncePerPrompt: z.boolean(),
  showEmptyResponses: z.boolean(),
  showSelfNamingResponses: z.boolean(),
  showCutShortResponses: z.boolean(),
  showRepeatedResponses: z.boolean(),
  showPromptCutResponses: z.boolean(),
});

const TEXTS = [
  ...["name", "template", "reference", "votesPerComparison", "raterTitle", "question", "instructions", "consent"],
  ...["pairsPerRater", "breakEvery", "leaseMinutes"],
];
const PLANNED = ["estimand", "tieRule", "equivalenceMargin"];
const TICKS = [
  "allPairs",
  "oncePerPrompt",
  "showEmptyResponses",
  "showSelfNamingResponses",
  "showCutShortResponses",
  "showRepeatedResponses",
  "showPromptCutResponses",
];

export function readStudyForm(form: FormData): Record<string, unknown> {
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, String(form.get(name) ?? "")])),
    ...Object.fromEntries(TICKS.map((name) => [name, form.get(name) === "on"])),
    analysis: Object.fromEntries(PLANNED.map((name) => [name, String(form.get(name) ?? "")])),
    sets: form.getAll("sets").map(String),
    models: form.getAll("models").map(String),
  };
}
