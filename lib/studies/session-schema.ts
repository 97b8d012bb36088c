import { z } from "zod";

/** The languages that a rater's pages speak. */
export const LANGUAGES = ["en", "es", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in each of the study's languages. */
export const textsSchema = z.partialRecord(z.enum(LANGUAGES), z.string().trim().min(1).max(20_000));
export type Texts = z.infer<typeof textsSchema>;

/** A column of the export. No word of it may name a model. */
export const columnName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "A column's name is lower-case letters, digits and underscores, 40 at most.");

const demographicsSchema = z.strictObject({
  name: columnName,
  label: textsSchema,
  /** null: a short text of their own. `value` is what is stored. */
  choices: z
    .array(z.strictObject({ value: columnName, label: textsSchema }))
    .min(2)
    .max(50)
    .nullable(),
});

const comprehensionSchema = z.strictObject({
  question: textsSchema,
  choices: z.array(textsSchema).min(2).max(8),
  /** Place of the right one, from 0. Never sent to a browser. */
  correct: z.int().min(0),
});

/** A pair that we wrote. Markdown; the same in every language where one text is given for the study's first. */
const writtenPair = {
  prompt: z.string().trim().min(1).max(20_000),
  first: z.string().trim().min(1).max(20_000),
  second: z.string().trim().min(1).max(20_000),
};

const practiceSchema = z.strictObject({
  ...writtenPair,
  better: z.enum(["first", "second", "tie"]),
  /** Said after the vote. */
  explanation: textsSchema,
});

/**
 * An attention check. It says in so many words what to choose, or is nonsense of which one side is plainly no answer:
 * `expected` is a side as written; the sides are drawn at random as in any pair, so its text must speak of the response
 * and not of A or B.
 */
const attentionSchema = z.strictObject({ ...writtenPair, expected: z.enum(["first", "second"]) });

const share = z.number().min(0).max(0.5);

export const EXCLUSION_RULES = [
  /** Attention checks failed, as many as `attentionFailures` allows and more. */
  "failed_checks",
  /** Total time 3 standard deviations below the mean of the study's raters, on the log scale. */
  "too_fast",
  "same_position",
  "always_tie",
  /** Repeats answered against themselves more than a coin would. */
  "contradictory",
  "duplicate_person",
  /** Votes that have nothing to do with the texts: on gold and on shared pairs no better than chance. */
  "unrelated",
] as const;
export type ExclusionRule = (typeof EXCLUSION_RULES)[number];

/** A rater's way through the study, as the researcher designs it. What is left out is not asked. */
export const sessionSchema = z.strictObject({
  /** The first is the one that all other texts of the protocol are in. */
  languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length),
  /** The protocol's own texts in the other languages. */
  translations: z.partialRecord(
    z.enum(LANGUAGES),
    z.strictObject({
      raterTitle: z.string().min(1).max(120),
      question: z.string().min(1).max(200),
      criteria: z.array(z.string().min(1).max(100)),
      instructions: z.string().min(1).max(20_000),
      consent: z.string().min(1).max(20_000),
    }),
  ),
  /** For the page about the study. */
  about: z
    .strictObject({
      /** Who asks, and whom to write to. */
      organisation: z.string().trim().min(1).max(200),
      contact: z.string().trim().min(1).max(200),
      purpose: textsSchema,
      /** Of an ethics board; "" where there is none. */
      ethics: z.string().trim().max(200),
      /** Until when raters' answers are kept, as YYYY-MM-DD; null: not declared. */
      keptUntil: z.iso.date().nullable(),
    })
    .nullable(),
  demographics: z.array(demographicsSchema).max(20),
  /** Two attempts; failing both ends the session, and never justifies a rejection. */
  comprehension: z.array(comprehensionSchema).max(10),
  practice: z.array(practiceSchema).max(10),
  attention: z.array(attentionSchema).max(20),
  /** Sets of gold pairs, as prompt sets are named. */
  goldSets: z.array(z.strictObject({ name: z.string().min(1).max(200), version: z.int().min(1), digest: z.string() })),
  /** Shares of a rater's pairs; drawn into every stretch of 1 / share pairs at a place of its own. */
  goldShare: share,
  attentionShare: share,
  repeatShare: share,
  /** Attention checks failed before a session ends; two at least where it takes over five minutes. */
  attentionFailures: z.int().min(1).max(20),
  /** At the end: "which models do you think these were?" */
  asksBlindness: z.boolean(),
  asksFeedback: z.boolean(),
  /** null: not paid. */
  pay: z
    .strictObject({
      /** For one whole session: micro-units. */
      amountMicros: z.int().min(0),
      currency: z.string().regex(/^[A-Z]{3}$/, "A currency has three capital letters, such as GBP."),
      /** Estimated, from a pilot. */
      minutes: z.number().gt(0).max(600),
      /** An hour's pay below which the researcher is warned: micro-units. */
      floorMicros: z.int().min(0),
    })
    .nullable(),
  /** Of one rater. null: none. */
  mostMinutes: z.int().min(1).max(1440).nullable(),
  /** The largest share of the study's votes that one rater may give, above 0 to 1. null: none. */
  mostShare: z.number().gt(0).max(1).nullable(),
});

export type SessionDesign = z.infer<typeof sessionSchema>;

/** How the next pair is chosen. */
export const ASSIGNMENT_POLICIES = ["fewest_first", "active", "stratified"] as const;

export const assignmentSchema = z.strictObject({
  policy: z.enum(ASSIGNMENT_POLICIES),
  /** Active only: the least probability of each pair of models, as a share of an even one. */
  floor: z.number().min(0.05).max(1),
});

/** Declared beforehand; read only from the confidence sequence, so that looking at it often costs nothing. */
export const stoppingSchema = z.strictObject({
  /** Half-width of the sequence for the difference of every declared pair at which the study closes: 0 to 1. null: none. */
  halfWidth: z.number().gt(0).lt(1).nullable(),
  /** null: none. */
  mostRaters: z.int().min(1).nullable(),
});

/** Of a study that declares none. */
export const USUAL_ASSIGNMENT: z.infer<typeof assignmentSchema> = { policy: "fewest_first", floor: 0.25 };

export const NO_STOPPING: z.infer<typeof stoppingSchema> = { halfWidth: null, mostRaters: null };

export const NO_SESSION: SessionDesign = {
  languages: ["en"],
  translations: {},
  about: null,
  demographics: [],
  comprehension: [],
  practice: [],
  attention: [],
  goldSets: [],
  goldShare: 0,
  attentionShare: 0,
  repeatShare: 0,
  attentionFailures: 2,
  asksBlindness: false,
  asksFeedback: false,
  pay: null,
  mostMinutes: null,
  mostShare: null,
};

/** The text in this language, else in the first there is. */
export function pickText(texts: Texts, language: Language): string {
  return texts[language] ?? Object.values(texts).find((text) => text !== undefined) ?? "";
}
