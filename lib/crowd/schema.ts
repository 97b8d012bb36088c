import { z } from "zod";
import { SIGNALS } from "@/lib/raters/signals";
import { LANGUAGES } from "@/lib/studies/session-schema";

/** Body of `POST /api/rating/[slug]/session`: consent given. */
export const joinRequestSchema = z.strictObject({
  consentVersion: z.string().min(1).max(100),
  language: z.enum(LANGUAGES).default("en"),
  /** The query of the address that the rater came by: a platform's ids, or an invitation code. */
  arrival: z.string().max(4000).default(""),
  /** The solved proof of work, where the way in asks for one. */
  proof: z.string().max(4000).optional(),
  /** Signs of automation that the browser gave, by name. */
  signals: z.partialRecord(z.enum(SIGNALS), z.boolean()).default({}),
  /** The page stands in a marketplace's frame, where a cookie would be another site's: the reply carries the token. */
  isFramed: z.boolean().default(false),
});

/** What a rater is asked beside pairs. Texts are in the rater's language; `html` is sanitised. No field names a model. */
export type Step =
  | {
      kind: "demographics";
      columns: { name: string; label: string; choices: { value: string; label: string }[] | null }[];
    }
  | {
      kind: "comprehension";
      /** 1, or 2 where the first was not right. */
      attempt: number;
      questions: { question: string; choices: string[] }[];
    }
  | {
      kind: "practice";
      /** The assignment's id. */
      id: string;
      number: number;
      total: number;
      prompt: string;
      first: string;
      second: string;
      choices: ("first" | "second" | "tie")[];
    }
  /** After a practice pair: whether it was right, what would have been, and why. */
  | { kind: "explanation"; number: number; total: number; wasRight: boolean; better: string; html: string }
  /** Go on with pairs. */
  | { kind: "rating" }
  | { kind: "blindness" }
  | { kind: "feedback" }
  | ({ kind: "ended" } & Ending);

export const ENDINGS = ["completed", "screened_out", "failed_checks", "withdrawn"] as const;
export type EndedAs = (typeof ENDINGS)[number];

/** How a rater leaves, and how they get back to where they came from. */
export type Ending = {
  outcome: EndedAs;
  /** code: copied by hand, `url` where there is one to open; form: posted by the browser to the platform; none: nothing. */
  way:
    | { kind: "redirect"; url: string; code: string | null }
    | { kind: "code"; code: string }
    | { kind: "form"; action: string; fields: Record<string, string> }
    | { kind: "none" };
  /** What the platform's rules require to be said, for example that a return is asked for and why. */
  notice: "return_asked" | "paid" | "unpaid" | "none";
};

/** What a person types; the one character that PostgreSQL has no place for is left out. */
const typed = z
  .string()
  .overwrite((text) => text.replaceAll("\u0000", ""))
  .trim();

/**
 * Body of `POST /api/rating/[slug]/step`. `look` asks what is next and changes nothing but this: a rater for whom no
 * pair is left goes on to what follows the pairs.
 */
export const stepRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("look") }),
  z.strictObject({
    kind: z.literal("demographics"),
    /** By column; a column that is not there was skipped. */
    answers: z.record(z.string().max(40), typed.max(200)),
  }),
  z.strictObject({
    kind: z.literal("comprehension"),
    answers: z.array(z.int().min(0).max(8)).max(10),
    /** As the step said it: the same answers sent twice are one attempt. Absent: whichever it is. */
    attempt: z.int().min(1).max(2).optional(),
  }),
  z.strictObject({ kind: z.literal("practice"), id: z.uuid(), choice: z.enum(["first", "second", "tie"]) }),
  z.strictObject({
    kind: z.literal("blindness"),
    /** Names as typed; none: does not know. */
    guesses: z.array(typed.min(1).max(80)).max(5),
  }),
  z.strictObject({ kind: z.literal("feedback"), text: typed.max(4000) }),
]);
export type StepRequest = z.input<typeof stepRequestSchema>;

/* What a study's ways in are set up with: the table `study_ways_in`. Secrets are not among it. */

const code = z
  .string()
  .trim()
  .min(4)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, "A code is letters, digits, hyphens and underscores.");

export const linkSettingsSchema = z.strictObject({
  /** Only who has a code that still lets somebody in. */
  needsInvitation: z.boolean().default(false),
  /** The browser does some work before it is let in. */
  needsProof: z.boolean().default(true),
  /** Shown at the end; null: nothing. */
  completionCode: code.nullable().default(null),
});

export const accountSettingsSchema = z.strictObject({});

/**
 * Prolific's third code, for people whom declared screening turns away, is not among them: nobody is turned away so here, and
 * who fails the comprehension check twice is asked to return. Not strict: ways in that were set up with it are read still.
 */
export const prolificSettingsSchema = z.object({
  /** Prolific's id of the study; null until it is made there. Other ids are refused once it is set. */
  prolificStudyId: z.string().trim().max(64).nullable().default(null),
  completedCode: code,
  failedChecksCode: code,
});

export const mturkSettingsSchema = z.strictObject({
  /** Where HITs are served from, besides Amazon's own: for the sandbox and for tests. */
  frameOrigins: z.array(z.url()).max(5).default([]),
});

export const urlSettingsSchema = z.strictObject({
  /** The query parameter with the person's id. */
  idParameter: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,40}$/, "A parameter's name is letters, digits, - and _."),
  /** Where raters go back to; `{id}` and `{outcome}` are filled in. null: a code is shown. */
  returnUrl: z.string().max(2000).nullable().default(null),
  completionCode: code.nullable().default(null),
});

export const WAYS_IN = ["link", "account", "prolific", "mturk", "url"] as const;
export type WayIn = (typeof WAYS_IN)[number];

export const WAY_SETTINGS = {
  link: linkSettingsSchema,
  account: accountSettingsSchema,
  prolific: prolificSettingsSchema,
  mturk: mturkSettingsSchema,
  url: urlSettingsSchema,
} as const;

export type WaySettings = { [Way in WayIn]: z.output<(typeof WAY_SETTINGS)[Way]> };
