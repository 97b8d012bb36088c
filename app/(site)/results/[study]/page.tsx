import type { Metadata } from "next";
import { type PublishedParams, PublishedStudy } from "@/app/(site)/results/[study]/published-study";
import { readAnalysis } from "@/app/read-analysis";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toResultsFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { ResultsView } from "@/components/results/results-view";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Published results" };

export default async function PublishedResultsPage({ params, searchParams }: PublishedParams) {
  const name = fromPathPart((await params).study);
  const query = await searchParams;
  const { view, analysis, problem } = await orNotFound(readAnalysis(null, name, query));
  const fields = analysis ? toResultsFields(analysis, view) : [];
  return (
    <PublishedStudy name={name} analysis={analysis}>
      {analysis ? (
        <ResultsView
          analysis={analysis}
          view={view}
          options={<OptionsForm label="Options of the comparisons" fields={fields} kept={toKept(query, fields)} />}
        />
      ) : (
        <NoFigures problem={problem} address={`/results/${encodeURIComponent(name)}`} />
      )}
    </PublishedStudy>
  );
}
