import { formatCount, formatCounted } from "@/components/ui/format";
import type { StudyMatrix } from "@/lib/results/schema";

/** What the figure rests on. */
export function ResultsFacts({ matrix: { votes, votesWanted, raters, prompts } }: { matrix: StudyMatrix }) {
  return (
    <>
      <span>
        {votesWanted === null
          ? formatCounted(votes, "vote")
          : `${formatCount(votes)} of ${formatCounted(votesWanted, "vote")}`}
      </span>
      <span>{formatCounted(raters, "rater")}</span>
      <span>{formatCounted(prompts, "prompt")}</span>
    </>
  );
}
