import type { ReactNode } from "react";
import { AgreementPanel } from "@/components/results/quality/agreement-panel";
import { BlindingPanel } from "@/components/results/quality/blinding-panel";
import { CannotJudgePanel } from "@/components/results/quality/cannot-judge-panel";
import { DecisionTimePanel } from "@/components/results/quality/decision-time-panel";
import { DividingPromptsPanel } from "@/components/results/quality/dividing-prompts-panel";
import { FindingList } from "@/components/results/quality/finding-list";
import { toFindings } from "@/components/results/quality/findings";
import { JudgesPanel } from "@/components/results/quality/judges-panel";
import { LeftOutPanel } from "@/components/results/quality/left-out-panel";
import { SideBiasPanel } from "@/components/results/quality/side-bias-panel";
import type { Analysis } from "@/lib/results/analysis-schema";

type Props = {
  analysis: Pick<Analysis, "quality" | "pairs">;
  isImported: boolean;
  /** The raters' panel, which the page makes: its heads are links of the page. */
  raters: ReactNode;
};

/** Whether the votes can be relied on: what was found first, then what it rests on. */
export function QualityPanels({ analysis: { quality, pairs }, isImported, raters }: Props) {
  const further = (
    <>
      <DecisionTimePanel buckets={quality.decisionTimes} medianMs={quality.medianDecisionMs} isImported={isImported} />
      <LeftOutPanel exclusions={quality.exclusions} />
    </>
  );
  // beside the tall picture of agreement one sentence would stand alone
  const isWithoutSides = !quality.sideBias.firstRate.ok;
  return (
    <div className="grid gap-16 *:min-w-0">
      <section aria-labelledby="findings-head">
        <h2 id="findings-head" className="mb-4">
          What the checks say
        </h2>
        <FindingList findings={toFindings(quality)} />
      </section>
      <Beside>
        <AgreementPanel rows={quality.agreement} sharedUnits={quality.sharedUnits} />
        <div className="grid gap-16 *:min-w-0">
          <SideBiasPanel {...quality} isImported={isImported} />
          {isWithoutSides && further}
        </div>
      </Beside>
      <JudgesPanel agreement={quality.humanModelAgreement} />
      <BlindingPanel blinding={quality.blinding} />
      {raters}
      {!isWithoutSides && <Beside>{further}</Beside>}
      <Beside>
        <DividingPromptsPanel prompts={quality.dividingPrompts} />
        <CannotJudgePanel pairs={pairs} />
      </Beside>
    </div>
  );
}

function Beside({ children }: { children: ReactNode }) {
  return <div className="grid items-start gap-x-14 gap-y-16 *:min-w-0 pair:grid-cols-2">{children}</div>;
}
