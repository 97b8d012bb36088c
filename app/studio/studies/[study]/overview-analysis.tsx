import Link from "next/link";
import { DataQuality } from "@/app/studio/studies/[study]/data-quality";
import { loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import type { StudyParams } from "@/app/studio/studies/[study]/load-study";
import { LiveResults } from "@/components/results/live-results";
import { VotesPanel } from "@/components/results/plan/votes-panel";
import { toFindings } from "@/components/results/quality/findings";
import { toStudyPath } from "@/lib/http/study-path";
import type { RaterSummary } from "@/lib/studies/queries/raters";

type Props = StudyParams & { raters: RaterSummary[] };

const NOTHING_ASKED = Promise.resolve({});

/** What the votes say of themselves, as the study declares its analysis. */
export async function OverviewAnalysis({ params, raters }: Props) {
  const { study, analysis } = await loadAnalysis({ params, searchParams: NOTHING_ASKED });
  if (analysis === null) return <DataQuality study={study} raters={raters} findings={[]} />;
  const { quality, progress, version, votes } = analysis;
  const isImported = study.origin === "imported";
  return (
    <>
      <DataQuality study={study} raters={raters} findings={votes === 0 ? [] : toFindings(quality)} />
      {!isImported && (
        <div className="pt-10">
          <VotesPanel {...progress} isImported={false} />
          <p className="pt-3">
            <Link href={toStudyPath(study.name, "plan")} prefetch={false}>
              Is it decided yet, and what to buy next
            </Link>
          </p>
        </div>
      )}
      {study.status === "open" && (
        <p className="note pt-6">
          <LiveResults source={`/api/studies/${encodeURIComponent(study.name)}/events`} version={version} />
        </p>
      )}
    </>
  );
}
