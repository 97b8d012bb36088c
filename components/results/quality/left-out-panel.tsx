import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { NumbersTable } from "@/components/results/panel-table";
import { formatCounted } from "@/components/ui/format";
import { RULE_NAMES } from "@/lib/quality/schema";
import type { DataQuality } from "@/lib/results/analysis-schema";

type Exclusions = DataQuality["exclusions"];

/** Excluded raters' votes, and responses that raters do not get, by model. */
export function LeftOutPanel({ exclusions }: { exclusions: Exclusions }) {
  const { raters, votes, byRule, byModel } = exclusions;
  const numbers: PanelNumbers = {
    columns: [
      { name: "model", head: "Model", kind: "row" },
      { name: "excluded_votes", head: "Excluded votes" },
      { name: "left_out_responses", head: "Responses" },
    ],
    rows: byModel.map((row) => [row.model, row.votes, row.responses]),
  };
  const are = raters === 1 ? "is" : "are";
  return (
    <Panel
      id="left-out"
      title="What is left out"
      withFigure={false}
      withoutTable
      lead={
        raters === 0
          ? "No rater is excluded."
          : `${formatCounted(raters, "rater")} with ${formatCounted(votes, "vote")} ${are} excluded. Their votes are kept and not counted.`
      }
      howToRead="Excluded raters by what they are excluded for: a rule that the protocol declares, or a researcher’s decision. Raters who withdrew are nowhere on these pages: their votes are taken back. A vote of an excluded rater stands at both models that it compared. Responses are left out that are missing, empty or cut short, say one thing over and over, or name their own model. Where models lose very different numbers, they are no longer compared on the same prompts."
      numbers={numbers}
    >
      <div className="grid gap-6 *:min-w-0">
        {byRule.length > 0 && <NumbersTable label="Excluded raters, by rule" numbers={toRuleNumbers(byRule)} />}
        <NumbersTable label="What is left out, by model" numbers={numbers} />
      </div>
    </Panel>
  );
}

function toRuleNumbers(byRule: Exclusions["byRule"]): PanelNumbers {
  return {
    columns: [
      { name: "rule", head: "Excluded for", kind: "row" },
      { name: "raters", head: "Raters" },
      { name: "votes", head: "Votes" },
    ],
    rows: byRule.map(({ rule, raters, votes }) => [rule === "by_hand" ? "By hand" : RULE_NAMES[rule], raters, votes]),
  };
}
