import { z } from "zod";
import { EXCLUSION_RULES } from "@/lib/studies/session-schema";

/** What one rule found of one rater, in numbers that a reviewer can check. */
export const findingSchema = z.object({
  rule: z.enum(EXCLUSION_RULES),
  /** The rule names this rater. */
  isNamed: z.boolean(),
  /** What was counted: failures, seconds, shares; by name. */
  evidence: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Finding = z.infer<typeof findingSchema>;

export const RULE_NAMES: Record<Finding["rule"], string> = {
  failed_checks: "Failed attention checks",
  too_fast: "Too fast",
  same_position: "Always the same side",
  always_tie: "Always a tie",
  contradictory: "Contradicts themselves",
  duplicate_person: "The same browser as another rater",
  unrelated: "Votes unrelated to the texts",
};

/** `raters.review`: what the rules last found, those that name the rater and those that do not. */
export const reviewSchema = z.object({
  findings: z.array(findingSchema),
  /** The share of their votes that comes from reading, 0 to 1, and whether it is low beyond chance: reported, no more. */
  reading: z.object({ skill: z.number(), isNoisy: z.boolean() }).nullable(),
  /** Chatbot Arena's sequential test; it reports and never excludes. null: too few votes of others. */
  anomaly: z
    .object({
      /** Fisher's statistic over its threshold at the look where it came closest; above 1: unusual. */
      score: z.number(),
      isUnusual: z.boolean(),
      votes: z.int(),
    })
    .nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/** By hand: a sentence of the researcher's. By a rule: the rule's name. */
export const excludeSchema = z.strictObject({
  pseudonym: z.string().min(1).max(40),
  reason: z.string().trim().min(3, "Say why, in a few words: it stands in the export.").max(500),
});
