import type { ReactNode } from "react";
import { formatPercent } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import { NumbersTable } from "@/components/results/panel-table";
import { formatHalfWidth, NEXT_STEP } from "@/components/results/plan/plan-words";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { formatCount } from "@/components/ui/format";
import type { PairPlan } from "@/lib/results/analysis-schema";

const TITLE = "What to buy next, pair by pair";

/** Where each pair's uncertainty comes from, how far its prompts can take it, and the next step. */
export function PairPlansPanel({ plans }: { plans: PairPlan[] }) {
  if (plans.length === 0) {
    return (
      <EmptyPanel id="pair-plans" title={TITLE}>
        No pair has votes yet.
      </EmptyPanel>
    );
  }
  const numbers = toNumbers(plans);
  return (
    <Panel
      id="pair-plans"
      title={TITLE}
      withFigure={false}
      withoutTable
      howToRead="A vote says better, tied or worse; how much of what votes differ by comes from the prompt, from the rater, and from neither, is estimated from votes that share them. Interval and floor are half-widths of the 95% interval of better minus worse, in points; the floor is what stays however many votes these prompts get."
      numbers={numbers}
    >
      <NumbersTable label={TITLE} numbers={numbers} />
    </Panel>
  );
}

function toNumbers(plans: PairPlan[]): PanelNumbers {
  const withSet = new Set(plans.map(({ promptSet }) => promptSet)).size > 1;
  const orReason = (value: PanelValue, reason: PanelValue | undefined) =>
    typeof value === "number" ? formatHalfWidth(value) : (reason ?? "–");
  return {
    columns: [
      {
        name: "model",
        head: "Pair",
        kind: "row",
        format: (model, [, opponent, promptSet]) => (
          <>
            {model} v {opponent} {withSet && <span className="note block">{promptSet}</span>}
          </>
        ),
      },
      { name: "opponent" },
      { name: "prompt_set" },
      { name: "prompts", head: "Prompts", format: orDash },
      { name: "raters", head: "Raters", format: orDash },
      { name: "votes", head: "Votes", format: orDash },
      { name: "variance_of_prompts", head: "Prompt, rater, neither", format: (_, row) => saySources(row) },
      { name: "variance_of_raters" },
      { name: "variance_of_neither" },
      { name: "variance_reason" },
      { name: "half_width", head: "Interval", format: (value, row) => orReason(value, row[11]) },
      { name: "half_width_reason" },
      { name: "floor_half_width", head: "Floor", format: (value) => orReason(value, undefined) },
      {
        name: "next",
        head: "Next step",
        kind: "words",
        format: (next, row) => (
          <span className="block min-w-64">
            <strong className="font-semibold">{NEXT_STEP[next as PairPlan["next"]]}.</strong> {row[14]}
          </span>
        ),
      },
      { name: "advice" },
    ],
    rows: plans.map(toRow),
  };
}

function toRow({ components, halfWidth, floorHalfWidth, ...plan }: PairPlan): PanelValue[] {
  const sources = components.ok
    ? [components.value.prompt, components.value.rater, components.value.residual, null]
    : [null, null, null, components.reason];
  return [
    ...[plan.model, plan.opponent, plan.promptSet, plan.prompts, plan.raters, plan.votes],
    ...sources,
    ...(halfWidth.ok ? [halfWidth.value, null] : [null, halfWidth.reason]),
    floorHalfWidth.ok ? floorHalfWidth.value : null,
    ...[plan.next, plan.advice],
  ];
}

/** A pair without a plan has no sizes. */
function orDash(value: PanelValue): ReactNode {
  return typeof value === "number" && value > 0 ? formatCount(value) : "–";
}

/** 12%, 5%, 83% */
function saySources(row: PanelValue[]): ReactNode {
  const sources = row.slice(6, 9).filter((value) => typeof value === "number");
  const total = sources.reduce((sum, value) => sum + value, 0);
  if (sources.length < 3 || total <= 0) return <span className="note block min-w-40 whitespace-normal">{row[9]}</span>;
  return sources.map((value) => formatPercent(value / total, 0)).join(", ");
}
