import type { RaterStage } from "@/lib/db/generated/enums";

/** Where a rater is, as the studio says it. */
export const STAGE_WORDS: Record<RaterStage, string> = {
  demographics: "Demographics",
  comprehension: "Comprehension",
  practice: "Practice",
  rating: "Rating",
  blindness: "Last questions",
  feedback: "Last questions",
  completed: "Completed",
  screened_out: "Screened out",
  failed_checks: "Failed checks",
  withdrawn: "Withdrew",
};
