"use client";

import { ChartLegend } from "@/components/results/chart-legend";
import { formatPercent } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import { PlanChart } from "@/components/results/plan/plan-chart";
import { adviseOn, formatHalfWidth } from "@/components/results/plan/plan-words";
import { WANTED_POWER, type WorkedOut } from "@/components/results/plan/work-out-plan";
import { formatCount } from "@/components/ui/format";

/** What the planned study will be able to say. */
export function PlanPanel({ workedOut }: { workedOut: WorkedOut }) {
  const { finding, more } = adviseOn(workedOut);
  return (
    <Panel
      id="plan"
      title="What it will be able to say"
      level={3}
      label={describe(workedOut)}
      lead={
        <div aria-live="polite">
          <p>
            <strong className="font-semibold">{finding}</strong> {more}
          </p>
          <Figures workedOut={workedOut} />
        </div>
      }
      legend={<ChartLegend entries={LEGEND} />}
      howToRead={
        <>
          Half of the width of the 95% interval of better minus worse, in points, against the votes in all. The solid
          line keeps the prompts and gives each more votes, by more raters; it flattens where the prompts are what is
          left in doubt. The dashed line adds prompts and raters with as many votes each. Below the dotted line the
          difference is found with a probability of {formatPercent(WANTED_POWER, 0)} or more.
        </>
      }
      numbers={{
        columns: [
          { name: "votes", head: "Votes in all" },
          { name: "half_width_more_votes", head: "More votes", format: (value) => formatHalfWidth(Number(value)) },
          { name: "half_width_more_prompts", head: "More prompts", format: (value) => formatHalfWidth(Number(value)) },
        ],
        rows: workedOut.moreVotes.map(({ votes, halfWidth }, index) => [
          votes,
          halfWidth,
          workedOut.morePrompts[index]?.halfWidth ?? null,
        ]),
      }}
    >
      <PlanChart workedOut={workedOut} />
    </Panel>
  );
}

const LINE = { stroke: "var(--color-ink)", strokeWidth: 2, fill: "none" };
const LEGEND = [
  { label: "More votes on these prompts", width: 28, mark: <path d="M0 7h28" {...LINE} /> },
  { label: "More prompts", width: 28, mark: <path d="M0 7h28" strokeDasharray="7 4" {...LINE} /> },
];

function Figures({ workedOut: { plan, votes, numbers } }: { workedOut: WorkedOut }) {
  const rows = [
    ["Interval", `${formatHalfWidth(plan.halfWidth)} points`],
    ["Power", `${formatPercent(plan.power, 0)} for ${numbers.difference} points`],
    ["Votes in all", formatCount(votes)],
    ["Cost", formatCost(plan.cost)],
    ["Floor of these prompts", `${formatHalfWidth(plan.floorHalfWidth)} points, however many votes they get`],
  ];
  return (
    <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
      {rows.map(([term, figure]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="font-medium">{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

/** 90.00: in whatever the price was in. */
function formatCost(cost: number): string {
  return cost.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function describe({ plan, votes, moreVotes, morePrompts, wantedHalfWidth }: WorkedOut): string {
  const most = moreVotes.at(-1);
  const ends = most
    ? ` With ${formatCount(most.votes)} votes ${formatHalfWidth(most.halfWidth)} on the same prompts, ${formatHalfWidth(morePrompts.at(-1)?.halfWidth ?? most.halfWidth)} on more.`
    : "";
  return `Half-width of the interval against votes. This plan, ${formatCount(votes)} votes: ${formatHalfWidth(plan.halfWidth)} points.${ends} Narrow enough is ${formatHalfWidth(wantedHalfWidth)}.`;
}
