import { PairPlansPanel } from "@/components/results/plan/pair-plans-panel";
import type { PlanForm } from "@/components/results/plan/plan-fields";
import { Planner } from "@/components/results/plan/planner";
import { SequencesPanel } from "@/components/results/plan/sequences-panel";
import { VotesPanel } from "@/components/results/plan/votes-panel";
import type { Pilot } from "@/components/results/plan/work-out-plan";
import type { ProgressAnalysis } from "@/lib/results/analysis-schema";

type Props = { progress: ProgressAnalysis; isImported: boolean; plan: PlanForm; pilots: Pilot[] };

/** How far the study is, whether it may stop, and what more would bring. */
export function PlanPanels({ progress, isImported, plan, pilots }: Props) {
  return (
    <div className="grid gap-16 *:min-w-0">
      <VotesPanel votesOverTime={progress.votesOverTime} votesWanted={progress.votesWanted} isImported={isImported} />
      <SequencesPanel sequences={progress.sequences} />
      <PairPlansPanel plans={progress.plans} />
      <section aria-labelledby="planner-head">
        <h2 id="planner-head" className="mb-1">
          Plan a study of one pair
        </h2>
        <p className="mb-5 max-w-measure text-muted">
          What more votes, raters or prompts would bring, here or in the next study.
        </p>
        <Planner initial={plan} pilots={pilots} />
      </section>
    </div>
  );
}
