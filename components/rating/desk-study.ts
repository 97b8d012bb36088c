import type { RatingStudy } from "@/lib/studies/schema";

/** What the rater's desk needs to know of the study. */
export type DeskStudy = Pick<
  RatingStudy,
  "title" | "question" | "choices" | "asks" | "consentVersion" | "breakEvery" | "leaseMinutes"
> & {
  /** Weigh response quality and correctness. */
  weigh: string;
  /** Something follows the last pair. */
  hasEnd: boolean;
};
