import { Suspense } from "react";
import { LatestVotes } from "@/app/studio/studies/[study]/latest-votes";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { OverviewAnalysis } from "@/app/studio/studies/[study]/overview-analysis";
import { Progress } from "@/app/studio/studies/[study]/progress";
import { ProtocolAside } from "@/app/studio/studies/[study]/protocol-aside";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toStudyPath } from "@/lib/http/study-path";
import { getProgress } from "@/lib/studies/queries/progress";
import { latestVotes, listRaters } from "@/lib/studies/queries/raters";
import type { StudyDetail } from "@/lib/studies/queries/studies";

export default async function StudyPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const [progress, votes, raters] = await Promise.all([
    getProgress(account, study.name),
    latestVotes(account, study.name, 8),
    listRaters(account, study.name),
  ]);
  return (
    <div className="grid grid-cols-1 gap-x-16 pair:grid-cols-[minmax(0,1fr)_20rem]">
      <div>
        {study.openError && (
          <p className="problem mt-10" role="alert">
            <strong>The study could not open.</strong> {study.openError}
          </p>
        )}
        {study.status === "draft" || study.status === "opening" ? (
          <DraftState study={study} />
        ) : (
          <>
            <Progress progress={progress} hasPlan={study.origin === "native" && study.kind === "fixed"} />
            <Suspense fallback={<Computing />}>
              <OverviewAnalysis params={params} raters={raters} />
            </Suspense>
            <LatestVotes votes={votes} isImported={study.origin === "imported"} />
          </>
        )}
      </div>
      <ProtocolAside study={study} />
      {study.status === "open" && <RefreshWhile everyMs={10_000} />}
    </div>
  );
}

/** The counts above and the votes below do not wait for the statistics. */
function Computing() {
  return (
    <p role="status" className="note min-h-80 pt-10">
      Computing the checks…
    </p>
  );
}

function DraftState({ study }: { study: StudyDetail }) {
  const { promptSets, models } = study.protocol;
  const missing = [promptSets.length === 0 ? "prompt sets" : "", models.length < 2 ? "models" : ""].filter(Boolean);
  return (
    <section className="pt-10" aria-label="State">
      <EmptyState actions={<ButtonLink href={toStudyPath(study.name, "settings")}>Change the draft</ButtonLink>}>
        {missing.length > 0
          ? `This draft has no ${missing.join(" and no ")} yet. Add them before you open it.`
          : "This is a draft. Check the protocol, then open the study: it is frozen, and the rating link works."}
      </EmptyState>
    </section>
  );
}
