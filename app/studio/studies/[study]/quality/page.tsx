import type { Metadata } from "next";
import Link from "next/link";
import { type AnalysisParams, loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import { hasNoVotes, NoVotes } from "@/app/studio/studies/[study]/no-votes";
import { readRaterSort, toSortedHref } from "@/app/studio/studies/[study]/raters/rater-sort";
import { Freshness } from "@/components/results/freshness";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toQualityFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { QualityPanels } from "@/components/results/quality/quality-panels";
import { RatersPanel } from "@/components/results/quality/raters-panel";
import { toStudyPath } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Quality" };

/** Raters in this page; the raters' own page has all. */
const SHOWN = 20;

export default async function QualityPage(props: AnalysisParams) {
  const { study, query, analysis, problem } = await loadAnalysis(props);
  if (problem !== null) return <NoFigures problem={problem} address={toStudyPath(study.name, "quality")} />;
  if (hasNoVotes(analysis)) return <NoVotes study={study} />;
  const fields = toQualityFields(analysis);
  return (
    <>
      <div className="py-6">
        <OptionsForm label="Options of the checks" fields={fields} kept={toKept(query, fields)} />
      </div>
      <QualityPanels
        analysis={analysis}
        isImported={study.origin === "imported"}
        raters={
          <RatersPanel
            raters={analysis.quality.raters}
            sort={readRaterSort(query)}
            toHref={toSortedHref(query)}
            most={SHOWN}
            more={<Link href={toStudyPath(study.name, "raters")}>All raters</Link>}
          />
        }
      />
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
