import { z } from "zod";

/** Reasons offered to a rater who cannot judge. */
export const CANNOT_JUDGE_REASONS = ["subject", "language", "broken", "other"] as const;

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

/** Body of `POST /api/rating/[slug]/votes`. */
export const voteRequestSchema = z
  .strictObject({
    assignmentId: z.uuid(),
    revision: z.int().min(0).max(1000),
    choice: z.enum(["first", "second", "tie", "both_bad", "cannot_judge"]),
    /** Needed where the rater cannot judge. */
    reason: z.enum(CANNOT_JUDGE_REASONS).optional(),
    layout: z.enum(["side_by_side", "stacked"]),
    /** From shown to answered, and of that while the page was visible. */
    decisionMs: durationMs,
    visibleMs: durationMs.optional(),
    have,
  })
  .refine((vote) => (vote.choice === "cannot_judge") === (vote.reason !== undefined), {
    path: ["reason"],
    error: "A reason goes with cannot_judge, and only with it.",
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
