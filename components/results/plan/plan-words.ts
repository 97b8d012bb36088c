import { formatPercent } from "@/components/results/format-figures";
import { WANTED_POWER, type WorkedOut } from "@/components/results/plan/work-out-plan";
import { formatCount } from "@/components/ui/format";
import type { PairPlan } from "@/lib/results/analysis-schema";

export const NEXT_STEP: Record<PairPlan["next"], string> = {
  prompts: "Buy prompts",
  raters: "Buy raters",
  votes: "Buy votes",
  enough: "Enough",
  nothing: "Nothing on these prompts",
};

/** ±4.1: points of a half-width. */
export function formatHalfWidth(halfWidth: number): string {
  return `±${(100 * halfWidth).toFixed(1)}`;
}

/** What the next money should buy, and why: the finding, and the rest of it. */
export function adviseOn({ plan, numbers, votes }: WorkedOut): { finding: string; more: string } {
  const difference = `a difference of ${numbers.difference} points`;
  const power = `It finds ${difference} with a probability of ${formatPercent(plan.power, 0)}.`;
  const goal = `${formatPercent(WANTED_POWER, 0)} is the usual aim.`;
  switch (plan.next) {
    case "enough":
      return { finding: "This is enough.", more: power };
    case "nothing":
      return {
        finding: "More votes on these prompts will not do.",
        more: `However many there are, the interval stays at ${formatHalfWidth(plan.floorHalfWidth)} points or more, too wide to find ${difference}. Only more prompts help.`,
      };
    case "prompts":
      return { finding: "Buy prompts next.", more: `${power} ${goal} The prompts are what leaves most in doubt.` };
    case "raters":
      return { finding: "Buy raters next.", more: `${power} ${goal} New raters bring more than the same ones again.` };
    case "votes":
      return { finding: "Buy votes next.", more: `${power} ${goal} ${sayRequired(plan.requiredVotes, votes)}` };
  }
}

function sayRequired(required: number | null, votes: number): string {
  if (required === null || required <= votes) return "";
  return `About ${formatCount(roundUp(required))} votes in all reach it on these prompts, by raters who give as many each.`;
}

/** To two figures: a plan is no more exact. */
function roundUp(votes: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(votes)) - 1);
  return Math.ceil(votes / step) * step;
}
