import { z } from "zod";
import { emailSchema } from "@/lib/auth/schema";
import { AGGREGATIONS, ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";
import { asksSchema, type RaterAsks } from "@/lib/studies/asks-schema";
import {
  assignmentSchema,
  EXCLUSION_RULES,
  type Language,
  sessionSchema,
  stoppingSchema,
} from "@/lib/studies/session-schema";

export const TEMPLATES = ["koala-2023", "arena"] as const;

/** What a rater may be offered beside "cannot judge", which always is. */
export const OFFERED_CHOICES = ["first", "second", "tie", "both_bad"] as const;

const name = z.string().min(1).max(200);

/** How the votes will be read, declared before there are any: what the results show until a reader chooses otherwise. */
export const analysisPlanSchema = z.strictObject({
  /** Over what a figure would be repeated. */
  estimand: z.enum(ESTIMANDS),
  /** What one vote weighs. */
  aggregation: z.enum(AGGREGATIONS),
  /** What a tie counts in a win rate. */
  tieRule: z.enum(TIE_RULES),
  /** Differences of better minus worse that are too small to matter: a share, 0 to 1. null: none is declared. */
  equivalenceMargin: z.number().gt(0).lt(1).nullable(),
  /** The one comparison that the study is for: the first is said to be better or worse than the second. Absent or null: none. */
  primaryContrast: z.tuple([name, name]).nullable().optional(),
});

export type AnalysisPlan = z.infer<typeof analysisPlanSchema>;

/** Of a study that declares none. */
export const USUAL_ANALYSIS: AnalysisPlan = {
  estimand: "prompts_like_these",
  aggregation: "votes",
  tieRule: "half",
  equivalenceMargin: null,
};

/** A study's rules, all of them: what is frozen and hashed when it opens. */
export const protocolSchema = z.strictObject({
  schema: z.literal("eucalypt-protocol/1"),
  template: z.enum(TEMPLATES),
  promptSets: z.array(z.strictObject({ name, version: z.int().min(1), digest: z.string() })),
  models: z.array(name),
  /** Compared with each other model; null: all pairs. */
  reference: name.nullable(),
  /** Which models meet. Of a pair with the reference, the reference is first. */
  pairs: z.array(z.tuple([name, name])),
  votesPerComparison: z.int().min(1).max(50),
  choices: z.array(z.enum(OFFERED_CHOICES)),
  /** Above the buttons: "Which response is better?" */
  question: z.string().min(1).max(200),
  /** What to weigh: "response quality". */
  criteria: z.array(z.string().min(1).max(100)),
  /** The only name of the study that a rater sees. It must not name a model. */
  raterTitle: z.string().min(1).max(120),
  /** Markdown. */
  instructions: z.string().min(1).max(20_000),
  consent: z.strictObject({ version: z.string().min(1), text: z.string().min(1).max(20_000) }),
  oncePerPrompt: z.boolean(),
  /** null: as many as there are. */
  pairsPerRater: z.int().min(1).max(10_000).nullable(),
  leaseMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  /** Pairs between reminders to rest; null: none. */
  breakEvery: z.int().min(5).nullable(),
  showEmptyResponses: z.boolean(),
  showSelfNamingResponses: z.boolean(),
  /** What a model was cut off in, says over and over, or answered to half a prompt. Absent, as in older protocols: no. */
  showCutShortResponses: z.boolean().optional(),
  showRepeatedResponses: z.boolean().optional(),
  showPromptCutResponses: z.boolean().optional(),
  /** What raters are asked beside the choice. Absent, as in older protocols: nothing. */
  asks: asksSchema.optional(),
  /** Absent, as in older protocols: the usual. */
  analysis: analysisPlanSchema.optional(),
  /** Absent, as in older protocols: consent and rating, and nothing else. */
  session: sessionSchema.optional(),
  /** Absent: fewest votes first. */
  assignment: assignmentSchema.optional(),
  /** Absent: none, and exclusions are by hand. */
  exclusionRules: z.array(z.enum(EXCLUSION_RULES)).optional(),
  /** Absent: until every place is voted on. */
  stopping: stoppingSchema.optional(),
  /** Written at the freeze: what will be judged, and what was left out of it. */
  frozen: z
    .strictObject({
      comparisons: z.int(),
      /** SHA-256, hex, over every comparison's prompt, turn, models and the digests of its responses, in order. */
      comparisonsDigest: z.string(),
      /** The same over practice, gold and attention checks; absent where there are none. */
      checks: z.int().optional(),
      checksDigest: z.string().optional(),
      leftOut: z.array(
        z.strictObject({
          ...{ promptSet: name, model: name, missing: z.int(), empty: z.int(), selfNaming: z.int() },
          // older protocols were frozen without them
          ...{ cutShort: z.int().optional(), repeated: z.int().optional(), promptCut: z.int().optional() },
        }),
      ),
    })
    .nullable(),
});

export type Protocol = z.infer<typeof protocolSchema>;
export type OfferedChoice = (typeof OFFERED_CHOICES)[number];

/** Spelt out: the pattern is published in the study file's schema, for readers that know no classes of Unicode. */
const CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f";
const STUDY_NAME = new RegExp(`^[^/\\\\.${CONTROLS}][^/\\\\${CONTROLS}]*$`);

/** In addresses and on the command line. A rater never sees it. */
export const studyNameSchema = z
  .string()
  .trim()
  .min(1, "A study needs a name.")
  .max(120, "A study's name has at most 120 characters.")
  .regex(STUDY_NAME, "A study's name has no slash, and does not begin with a full stop.")
  .refine((value) => value !== "new", "No study may be called new: that is an address in the studio.");

/** What a researcher may say of a study; all that is left out comes from the template. */
const wishes = z.strictObject({
  /** Names of prompt sets; the newest version of each is taken. */
  sets: z.array(name).max(50),
  models: z.array(name).max(50),
  reference: name.nullable(),
  /** Each model with each other, though there is a reference. */
  allPairs: z.boolean(),
  /** One by one; goes before the above. */
  pairs: protocolSchema.shape.pairs.max(2_000),
  ...protocolSchema.pick({
    votesPerComparison: true,
    question: true,
    criteria: true,
    raterTitle: true,
    instructions: true,
    oncePerPrompt: true,
    pairsPerRater: true,
    leaseMinutes: true,
    breakEvery: true,
    showEmptyResponses: true,
    showSelfNamingResponses: true,
    showCutShortResponses: true,
    showRepeatedResponses: true,
    showPromptCutResponses: true,
  }).shape,
  /** Markdown. */
  consent: protocolSchema.shape.consent.shape.text,
  /** What is left out of it is as it was, or the usual. */
  analysis: analysisPlanSchema.partial(),
  /** What is left out of it is as it was. */
  asks: asksSchema.partial(),
  /** What is left out of it is as it was; gold sets by name, the newest version of each. */
  session: sessionSchema.partial().extend({ goldSets: z.array(name).max(20).optional() }),
  assignment: assignmentSchema.partial(),
  exclusionRules: z.array(z.enum(EXCLUSION_RULES)),
  stopping: stoppingSchema.partial(),
});

/** What a study's design is given as in a file: a rater's way through it, and what is declared beforehand. */
export const studyDesignSchema = wishes
  .pick({ session: true, assignment: true, exclusionRules: true, stopping: true, analysis: true, asks: true })
  .partial();

export const createStudySchema = wishes.partial().extend({ name: studyNameSchema, template: z.enum(TEMPLATES) });
export const draftChangesSchema = wishes.partial().extend({ name: studyNameSchema.optional() });

export const MEMBER_ROLES = ["owner", "editor", "viewer"] as const;
export const shareSchema = z.strictObject({
  email: emailSchema,
  role: z.enum(MEMBER_ROLES),
});

export type StudyDesign = z.infer<typeof studyDesignSchema>;
export type Wishes = Partial<z.infer<typeof wishes>>;
export type CreateStudyInput = z.input<typeof createStudySchema>;
export type DraftChanges = z.input<typeof draftChangesSchema>;

/** What a rater's page shows before the first pair, and nothing that could tell what is compared. */
export type RatingStudy = {
  title: string;
  isSample: boolean;
  status: "open" | "paused" | "closed";
  question: string;
  criteria: string[];
  choices: OfferedChoice[];
  /** Beside the choice; null: nothing. */
  asks: RaterAsks | null;
  /** Sanitised HTML. */
  instructionsHtml: string;
  consentHtml: string;
  consentVersion: string;
  breakEvery: number | null;
  leaseMinutes: number;
  /** In which the study is; the first is its own. */
  languages: Language[];
  /** That of the texts above. */
  language: Language;
  hasSession: boolean;
  /** Who asks, and what it pays; null: not said. */
  about: {
    organisation: string | null;
    contact: string | null;
    ethics: string | null;
    purpose: string | null;
    keptUntil: string | null;
    minutes: number | null;
    pay: { amountMicros: number; currency: string } | null;
    /** From then on votes can no longer be taken back. */
    publishedAt: Date | null;
  };
};
