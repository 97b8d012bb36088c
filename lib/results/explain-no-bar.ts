import type { ResultsRow, StudyStatus } from "@/lib/results/schema";

/** Why a pair has no bar, as a sentence; null where it has one. */
export function explainNoBar(
  { votes, cannotJudge }: Pick<ResultsRow, "votes" | "cannotJudge">,
  status: StudyStatus,
  isCompared: boolean,
): string | null {
  if (votes > 0) return null;
  if (cannotJudge > 0) return "No rater could judge this pair.";
  if (status === "draft" || status === "opening") return "The study is not open yet.";
  if (!isCompared) return "No prompt of this set has a response by both models that raters may be shown.";
  return "There are no votes on this pair yet.";
}
