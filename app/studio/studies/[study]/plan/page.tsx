import type { Metadata } from "next";
import { type AnalysisParams, loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import { Freshness } from "@/components/results/freshness";
import { NoFigures } from "@/components/results/no-figures";
import { PlanPanels } from "@/components/results/plan/plan-panels";
import { startPlan, toPilots } from "@/components/results/plan/start-plan";
import { toStudyPath } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Plan" };

export default async function PlanPage(props: AnalysisParams) {
  const { study, query, analysis, problem } = await loadAnalysis(props);
  if (problem !== null) return <NoFigures problem={problem} address={toStudyPath(study.name, "plan")} />;
  const pilots = toPilots(analysis.progress.plans);
  const asked = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
  return (
    <div className="pt-10">
      <PlanPanels
        progress={analysis.progress}
        isImported={study.origin === "imported"}
        pilots={pilots}
        plan={startPlan(asked, pilots)}
      />
      <Freshness
        study={study.name}
        isOpen={study.status === "open"}
        version={analysis.version}
        protocolHash={study.protocolHash}
        openedAt={study.openedAt}
      />
    </div>
  );
}
