import type { Metadata } from "next";
import { type PublishedParams, PublishedStudy } from "@/app/(site)/results/[study]/published-study";
import { toAmendmentRows } from "@/app/list-amendments";
import { readAnalysis } from "@/app/read-analysis";
import { AmendmentsSection } from "@/components/results/amendment-list";
import { CriteriaTables } from "@/components/results/criteria-table";
import { ModelsOverview } from "@/components/results/models-overview";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toResultsFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { ResultsView } from "@/components/results/results-view";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { listModelCards } from "@/lib/results/model-cards";
import { getAmendments, getAskedResults } from "@/lib/results/queries";

export const metadata: Metadata = { title: "Published results" };

export default async function PublishedResultsPage({ params, searchParams }: PublishedParams) {
  const name = fromPathPart((await params).study);
  const query = await searchParams;
  const { view, analysis, problem } = await orNotFound(readAnalysis(null, name, query));
  const amendments = await orNotFound(getAmendments(null, name));
  const models = await orNotFound(listModelCards(null, name));
  const asked = analysis && (await orNotFound(getAskedResults(null, name, analysis.options)));
  const fields = analysis ? toResultsFields(analysis, view) : [];
  return (
    <PublishedStudy name={name} analysis={analysis}>
      {analysis ? (
        <>
          <ResultsView
            analysis={analysis}
            view={view}
            options={<OptionsForm label="Options of the comparisons" fields={fields} kept={toKept(query, fields)} />}
          />
          {asked && <CriteriaTables asked={asked} pairs={analysis.pairs} />}
          <ModelsOverview models={models} analysis={analysis} />
          <AmendmentsSection amendments={toAmendmentRows(amendments)} />
        </>
      ) : (
        <NoFigures problem={problem} address={`/results/${encodeURIComponent(name)}`} />
      )}
    </PublishedStudy>
  );
}
