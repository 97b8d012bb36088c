import type { Metadata } from "next";
import { toAmendmentRows } from "@/app/list-amendments";
import { type AnalysisParams, loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import { hasNoVotes, NoVotes } from "@/app/studio/studies/[study]/no-votes";
import { AmendmentsSection } from "@/components/results/amendment-list";
import { CriteriaTables } from "@/components/results/criteria-table";
import { DownloadMenu } from "@/components/results/download-menu";
import { Freshness } from "@/components/results/freshness";
import { ModelsOverview } from "@/components/results/models-overview";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toResultsFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { ResultsFacts } from "@/components/results/results-facts";
import { ResultsView } from "@/components/results/results-view";
import { requireAccount } from "@/lib/auth/session";
import { toStudyPath } from "@/lib/http/study-path";
import { listModelCards } from "@/lib/results/model-cards";
import { getAskedResults } from "@/lib/results/queries";

export const metadata: Metadata = { title: "Results" };

/** The study's name, state and tabs stand in the layout. */
export default async function ResultsPage(props: AnalysisParams) {
  const { study, query, view, analysis, problem } = await loadAnalysis(props);
  if (problem !== null) return <NoFigures problem={problem} address={toStudyPath(study.name, "results")} />;
  const fields = toResultsFields(analysis, view);
  const account = await requireAccount();
  const [asked, models] = await Promise.all([
    getAskedResults(account, study.name, analysis.options),
    listModelCards(account, study.name),
  ]);
  return (
    <>
      {hasNoVotes(analysis) && <NoVotes study={study} />}
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 pt-6">
        <p className="note flex flex-wrap gap-x-4 gap-y-1">
          <ResultsFacts analysis={analysis} />
        </p>
        <DownloadMenu study={study.name} withVotes />
      </div>
      <ResultsView
        analysis={analysis}
        view={view}
        options={<OptionsForm label="Options of the comparisons" fields={fields} kept={toKept(query, fields)} />}
      />
      <AmendmentsSection amendments={toAmendmentRows(study.amendments)} />
      {asked && <CriteriaTables asked={asked} pairs={analysis.pairs} />}
      <ModelsOverview models={models} analysis={analysis} />
      <Freshness
        study={study.name}
        isOpen={study.status === "open"}
        version={analysis.version}
        protocolHash={study.protocolHash}
        openedAt={study.openedAt}
      />
    </>
  );
}
