import { none, toFigure } from "@/lib/results/analyse/figure";
import type { Tested } from "@/lib/results/analyse/pairs";
import { LEVEL } from "@/lib/results/analyse/settings";
import { writePointsOf, writeRoughly } from "@/lib/results/analyse/words";
import type { AnalysisOptions, Figure, PairPlan } from "@/lib/results/analysis-schema";
import type { StudyPlan } from "@/lib/stats/study-plan";
import { type Pilot, planFromPilot } from "@/lib/stats/study-plan-pilot";
import { findDecidingHalfWidth } from "@/lib/stats/verdict";

/** Better minus worse that the power of a plan is for, where no margin is declared: 5 points. */
const USUAL_MINIMUM = 0.05;
/** With an interval wider than so many times the narrowest, votes can still do much, whatever the present difference asks. */
const FAR_FROM_FLOOR = 2;

export type Planned = StudyPlan & { pilot: Pilot };

/** What more votes, raters or prompts would do for one pair, going by the votes so far. */
export function planPair({ contrast, difference }: Tested, options: AnalysisOptions): Figure<Planned> {
  if (!difference.ok) return difference;
  const { value } = difference.value;
  const margin = options.equivalenceMargin;
  return toFigure(() => {
    const plan = planFromPilot(contrast.table, {
      estimand: options.estimand,
      level: LEVEL,
      minimumDifference: margin ?? USUAL_MINIMUM,
      wantedHalfWidth: findDecidingHalfWidth(value, margin),
      pricePerVote: 1,
    });
    const isFar = plan.halfWidth > FAR_FROM_FLOOR * plan.floorHalfWidth;
    return plan.next === "nothing" && isFar ? { ...plan, next: plan.bestBuy } : plan;
  });
}

/** @param isDecided a verdict was reached: then nothing is to be bought. */
export function toPairPlan({ contrast }: Tested, plan: Figure<Planned>, isDecided: boolean): PairPlan {
  const { promptSet, model, opponent } = contrast;
  const names = { promptSet, model, opponent };
  if (!plan.ok) {
    const missing = none(plan.reason);
    const nothing = {
      prompts: 0,
      raters: 0,
      votes: 0,
      components: missing,
      halfWidth: missing,
      floorHalfWidth: missing,
    };
    return { ...names, ...nothing, next: "votes", advice: `There is no plan yet. ${plan.reason}` };
  }
  const { pilot, halfWidth, floorHalfWidth } = plan.value;
  const { prompts, raters, votes } = pilot;
  const next = isDecided ? "enough" : plan.value.next === "enough" ? plan.value.bestBuy : plan.value.next;
  return {
    ...names,
    ...{ prompts, raters, votes, next },
    components: { ok: true, value: pilot.components },
    halfWidth: { ok: true, value: halfWidth },
    floorHalfWidth: { ok: true, value: floorHalfWidth },
    advice: advise(next, plan.value),
  };
}

/** What is needed, as a sentence with a number where one is known. */
export function writeNeed(needs: PairPlan["next"] | null, plan: Planned | null): string {
  const missing = plan?.requiredVotes ? plan.requiredVotes - plan.pilot.votes : 0;
  const votes = missing > 0 ? `about ${writeRoughly(missing)} more votes` : "more votes";
  if (needs === "votes") return `Needed: ${votes} on these prompts.`;
  if (needs === "raters") return `Needed: more raters${missing > 0 ? `, with ${votes} by them` : ""}.`;
  if (needs === "prompts") return "Needed: more prompts. More votes on these would hardly narrow the interval.";
  return "Needed: more votes.";
}

function advise(next: PairPlan["next"], plan: Planned): string {
  const floor = `Votes on these prompts alone cannot bring the interval within ${writePointsOf(plan.floorHalfWidth)} either way.`;
  if (next === "enough") return "This comparison is decided: nothing more is needed.";
  if (next === "nothing") return `Nothing more on this set will tell. ${floor}`;
  return next === "prompts" ? `${writeNeed(next, plan)} ${floor}` : writeNeed(next, plan);
}
