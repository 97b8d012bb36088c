import { z } from "zod";
import { CRITERION_CHOICES, LONGEST_REASON } from "@/lib/studies/asks-schema";

/** Reasons offered to a rater who cannot judge. */
export const CANNOT_JUDGE_REASONS = ["subject", "language", "broken", "other"] as const;
export type CannotJudgeReason = (typeof CANNOT_JUDGE_REASONS)[number];

const have = z.array(z.uuid()).max(4).default([]);
const durationMs = z
  .int()
  .min(0)
  .max(7 * 24 * 3600 * 1000);

/** Body of `POST /api/rating/[slug]/next`. */
export const nextRequestSchema = z.strictObject({
  /** Assignments whose pair the browser already holds. */
  have,
});

const named = z.string().max(40);
// PostgreSQL keeps no NUL in a text
const words = z
  .string()
  .trim()
  .max(LONGEST_REASON)
  .regex(/^[^\0]*$/u);

/**
 * What a vote says beside the choice. `findAnswerProblem` holds it to what the study asks.
 *
 * strength: how much better, from 1. criteria: by a criterion's name, the choice in it. flaws: names of what is wrong with
 * each response.
 */
const answers = {
  strength: z.int().min(1).max(7).optional(),
  criteria: z.record(named, z.enum(CRITERION_CHOICES)).optional(),
  flaws: z.strictObject({ first: z.array(named).max(10), second: z.array(named).max(10) }).optional(),
};

/** Body of `POST /api/rating/[slug]/votes`. */
export const voteRequestSchema = z
  .strictObject({
    ...answers,
    assignmentId: z.uuid(),
    revision: z.int().min(0).max(1000),
    choice: z.enum(["first", "second", "tie", "both_bad", "cannot_judge"]),
    /** Why it cannot be judged; else the rater's own words, where the study asks for them. */
    reason: words.optional(),
    layout: z.enum(["side_by_side", "stacked"]),
    /** From shown to answered, and of that while the page was visible. */
    decisionMs: durationMs,
    visibleMs: durationMs.optional(),
    have,
  })
  .refine(({ choice, reason }) => choice !== "cannot_judge" || CANNOT_JUDGE_REASONS.some((known) => known === reason), {
    path: ["reason"],
    error: `With cannot_judge goes one of these reasons: ${CANNOT_JUDGE_REASONS.join(", ")}.`,
  });

/** Body of `POST /api/rating/[slug]/undo`: takes back the rater's last vote. `revision` is that of the vote, plus one. */
export const undoRequestSchema = z.strictObject({ assignmentId: z.uuid(), revision: z.int().min(1).max(1000), have });

/** Body of `POST /api/rating/[slug]/flags`. */
export const flagRequestSchema = z.strictObject({
  assignmentId: z.uuid(),
  side: z.enum(["first", "second", "both"]),
  reason: z.enum(["offensive", "broken", "names_model"]),
});

export type VoteRequest = z.infer<typeof voteRequestSchema>;
export type UndoRequest = z.infer<typeof undoRequestSchema>;
export type FlagRequest = z.infer<typeof flagRequestSchema>;
