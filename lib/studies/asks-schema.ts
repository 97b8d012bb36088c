import { z } from "zod";
import { columnName, LANGUAGES, type Language, pickText } from "@/lib/studies/session-schema";

/** How many points a scale of strength may have. */
export const STRENGTH_SCALES = [3, 5, 7] as const;

/** What may be said of two responses by one criterion. */
export const CRITERION_CHOICES = ["first", "second", "tie"] as const;
export type CriterionChoice = (typeof CRITERION_CHOICES)[number];

/** Of a rater's own words. Characters. */
export const LONGEST_REASON = 2000;

const LEAST = "Write a whole number from 0 to 1000.";

/** One line in each of the study's languages. */
const linesSchema = z.partialRecord(
  z.enum(LANGUAGES),
  z.string().trim().min(1, "Write it, or take the line out.").max(200, "Write at most 200 characters."),
);

/** What a rater is asked of a pair beside the choice. Names are those of the export, and no rater sees them. */
export const asksSchema = z.strictObject({
  /** Points on a scale of how much better, asked where one response is better. null: not asked. */
  strength: z.literal([...STRENGTH_SCALES], "A scale of strength has 3, 5 or 7 points.").nullable(),
  /** Each is answered with its own choice. */
  criteria: z.array(z.strictObject({ name: columnName, question: linesSchema })).max(10),
  /** The rater's own words, of so many characters at least; 0: as they like. null: not asked. */
  reason: z.strictObject({ minimum: z.int(LEAST).min(0, LEAST).max(1000, LEAST) }).nullable(),
  /** A checklist of what is wrong, for each of the two responses. */
  flaws: z.array(z.strictObject({ name: columnName, label: linesSchema })).max(10),
});

export type Asks = z.infer<typeof asksSchema>;

export const NO_ASKS: Asks = { strength: null, criteria: [], reason: null, flaws: [] };

export function asksAnything({ strength, criteria, reason, flaws }: Asks): boolean {
  return strength !== null || criteria.length > 0 || reason !== null || flaws.length > 0;
}

/** The same in one language, for the rater's page. */
export type RaterAsks = {
  strength: number | null;
  criteria: { name: string; question: string }[];
  /** Characters at least and at most; null: not asked. */
  reason: { minimum: number; maximum: number } | null;
  flaws: { name: string; label: string }[];
};

export function toRaterAsks({ strength, criteria, reason, flaws }: Asks, language: Language): RaterAsks {
  return {
    strength,
    criteria: criteria.map(({ name, question }) => ({ name, question: pickText(question, language) })),
    reason: reason && { ...reason, maximum: LONGEST_REASON },
    flaws: flaws.map(({ name, label }) => ({ name, label: pickText(label, language) })),
  };
}
