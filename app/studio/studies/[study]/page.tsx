import { Suspense } from "react";
import { DryRunForm } from "@/app/studio/studies/[study]/dry-run-form";
import { DryRunReportFacts } from "@/app/studio/studies/[study]/dry-run-report";
import { LatestVotes } from "@/app/studio/studies/[study]/latest-votes";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { OverviewAnalysis } from "@/app/studio/studies/[study]/overview-analysis";
import { Progress } from "@/app/studio/studies/[study]/progress";
import { ProtocolAside } from "@/app/studio/studies/[study]/protocol-aside";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getDryRunReport } from "@/lib/crowd/queries/dry-run-report";
import { toStudyPath } from "@/lib/http/study-path";
import { USUAL_DRY_RUN } from "@/lib/studies/dry-run";
import { mayDo } from "@/lib/studies/policy";
import { getProgress } from "@/lib/studies/queries/progress";
import { latestVotes, listRaters } from "@/lib/studies/queries/raters";
import type { StudyDetail } from "@/lib/studies/queries/studies";
import { describeStop } from "@/lib/studies/stop-reason";

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
        {study.stop && <p className="pt-10">{describeStop(study.stop)}</p>}
        {study.isDryRun && study.protocolHash && (
          <DryRunReportFacts
            report={await getDryRunReport(account, study.name)}
            isCutShort={study.status === "closed" && study.stop === null}
          />
        )}
        {study.status === "draft" || study.status === "opening" ? (
          <>
            <DraftState study={study} />
            {mayDryRun(study) && <DryRunForm study={study.name} usual={USUAL_DRY_RUN} />}
          </>
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
      {study.status === "open" && <RefreshWhile everyMs={study.isDryRun ? 2_000 : 10_000} />}
    </div>
  );
}

function mayDryRun({ status, origin, isDryRun, role, protocol }: StudyDetail): boolean {
  const isReady = protocol.promptSets.length > 0 && protocol.models.length > 1;
  return status === "draft" && origin === "native" && !isDryRun && isReady && mayDo(role, "edit");
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
  if (study.isDryRun) {
    return (
      <section className="pt-10" aria-label="State">
        <EmptyState>
          {study.status === "opening"
            ? "Its texts are prepared; then the simulated raters come."
            : "The dry run could not begin. Delete it, mend the draft, and start another."}
        </EmptyState>
      </section>
    );
  }
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
