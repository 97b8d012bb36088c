import { z } from "zod";
import { orNone } from "@/app/studio/or-none";
import { asksFormField } from "@/app/studio/studies/asks-form-field";
import { AGGREGATIONS, ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";
import { studyNameSchema, TEMPLATES } from "@/lib/studies/schema";
import { ASSIGNMENT_POLICIES } from "@/lib/studies/session-schema";

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

/** Hundredths as they are typed, and the share that a protocol has. */
function share(sentence: string, bounds: (of: z.ZodNumber) => z.ZodNumber) {
  return z
    .string()
    .regex(/^\s*\d+(\.\d+)?\s*$/, sentence)
    .transform((typed) => Number(typed) / 100)
    .pipe(bounds(z.number()));
}

/** Above 0 and below 100 points. */
const margin = share(MARGIN, (of) => of.gt(0, MARGIN).lt(1, MARGIN));
const FLOOR = "Write percent from 5 to 100.";
const SHARE = "Write percent, above 0 and up to 100, or nothing.";

/** Two models as the form's boxes carry them: names may hold any mark that one would put between. */
const pair = z
  .string()
  .transform((text, context) => {
    const read = z.tuple([z.string(), z.string()]).safeParse(readJson(text));
    if (read.success) return read.data;
    context.addIssue("Choose a pair from the list.");
    return z.NEVER;
  })
  .pipe(z.tuple([z.string(), z.string()]));

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The study form as a browser sends it, and the wishes that the command takes. */
export const studyFormSchema = z.object({
  name: studyNameSchema,
  template: z.enum(TEMPLATES, "Choose a template."),
  sets: z.array(z.string()),
  models: z.array(z.string()).refine((models) => models.length !== 1, "Choose two models or more."),
  reference: orNone(z.string()),
  /** Not sent where there is no matrix yet: fewer than two models, or a browser without scripts. */
  pairs: z.array(pair).min(1, "Choose one pair or more.").optional(),
  votesPerComparison: whole(1, 50),
  raterTitle: text(120, "Raters need a title that says what they do."),
  question: text(200, "Write the question that stands above the buttons."),
  instructions: text(20_000, "Write what raters should weigh."),
  consent: text(20_000, "Write what raters agree to."),
  asks: asksFormField.optional(),
  pairsPerRater: orNone(whole(1, 10_000)),
  breakEvery: orNone(whole(5, 1000)),
  leaseMinutes: whole(1, 1440),
  analysis: z.object({
    estimand: z.enum(ESTIMANDS),
    aggregation: z.enum(AGGREGATIONS),
    tieRule: z.enum(TIE_RULES),
    equivalenceMargin: orNone(margin),
    primaryContrast: orNone(pair),
  }),
  assignment: z.object({
    policy: z.enum(ASSIGNMENT_POLICIES),
    floor: share(FLOOR, (of) => of.min(0.05, FLOOR).max(1, FLOOR)),
  }),
  stopping: z.object({ halfWidth: orNone(margin), mostRaters: orNone(whole(1, 100_000)) }),
  // a draft without caps gets no session for it: what a study does not declare stays out of its protocol
  session: z
    .object({
      mostMinutes: orNone(whole(1, 1440)),
      mostShare: orNone(share(SHARE, (of) => of.gt(0, SHARE).max(1, SHARE))),
    })
    .optional(),
  oncePerPrompt: z.boolean(),
  showEmptyResponses: z.boolean(),
  showSelfNamingResponses: z.boolean(),
  showCutShortResponses: z.boolean(),
  showRepeatedResponses: z.boolean(),
  showPromptCutResponses: z.boolean(),
});

export const dryRunFormSchema = z.object({ raters: whole(1, 2000), seed: whole(0, 2_147_483_647) });

const TEXTS = [
  ...["name", "template", "reference", "votesPerComparison", "raterTitle", "question", "instructions", "consent"],
  ...["pairsPerRater", "breakEvery", "leaseMinutes"],
];
const PLANNED = ["estimand", "aggregation", "tieRule", "equivalenceMargin", "primaryContrast"];
const TICKS = [
  "oncePerPrompt",
  "showEmptyResponses",
  "showSelfNamingResponses",
  "showCutShortResponses",
  "showRepeatedResponses",
  "showPromptCutResponses",
];

const CAPS = ["mostMinutes", "mostShare"];

function readGroup(form: FormData, names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")]));
}

/** One is written, or one was: an emptied field takes it back. */
function hasCaps(form: FormData): boolean {
  return form.get("hasSession") !== null || CAPS.some((name) => String(form.get(name) ?? "").trim() !== "");
}

export function readStudyForm(form: FormData): Record<string, unknown> {
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, String(form.get(name) ?? "")])),
    ...Object.fromEntries(TICKS.map((name) => [name, form.get(name) === "on"])),
    asks: form.get("asks") === null ? undefined : String(form.get("asks")),
    analysis: readGroup(form, PLANNED),
    assignment: readGroup(form, ["policy", "floor"]),
    stopping: readGroup(form, ["halfWidth", "mostRaters"]),
    session: hasCaps(form) ? readGroup(form, CAPS) : undefined,
    sets: form.getAll("sets").map(String),
    models: form.getAll("models").map(String),
    pairs: form.get("hasPairs") === null ? undefined : form.getAll("pairs").map(String),
  };
}
