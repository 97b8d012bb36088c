import { formatCount, formatCounted } from "@/components/ui/format";
import type { Analysis } from "@/lib/results/analysis-schema";

/** What the figures rest on. */
export function ResultsFacts({ analysis: { votes, raters, prompts, progress } }: { analysis: Analysis }) {
  return (
    <>
      <span>
        {progress.votesWanted === null
          ? formatCounted(votes, "vote")
          : `${formatCount(votes)} of ${formatCounted(progress.votesWanted, "vote")}`}
      </span>
      <span>{formatCounted(raters, "rater")}</span>
      <span>{formatCounted(prompts, "prompt")}</span>
    </>
  );
}
