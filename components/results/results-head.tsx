import { DownloadMenu } from "@/components/results/download-menu";
import { PageHead } from "@/components/studio/page-head";
import { StudyStatusTag } from "@/components/studio/study-status-tag";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { StudyMatrix } from "@/lib/results/schema";

type Props = { matrix: StudyMatrix; isMember: boolean };

/** What a figure rests on, before the figure. */
export function ResultsHead({ matrix, isMember }: Props) {
  const { study, status, isImported, votesWanted, votes, raters, prompts, protocolHash, publishedAt } = matrix;
  return (
    <PageHead
      title={study}
      meta={
        <>
          <StudyStatusTag study={{ status, origin: isImported ? "imported" : "native", publishedAt }} />
          <span>
            {votesWanted === null
              ? formatCounted(votes, "vote")
              : `${formatCount(votes)} of ${formatCounted(votesWanted, "vote")}`}
          </span>
          <span>{formatCounted(raters, "rater")}</span>
          <span>{formatCounted(prompts, "prompt")}</span>
          {protocolHash !== null && (
            <span>
              Protocol <span className="mono text-ink">{protocolHash.slice(0, 8)}</span>
            </span>
          )}
        </>
      }
      actions={<DownloadMenu study={study} withVotes={isMember} />}
    />
  );
}
