import { PLAN_FIELDS, PLAN_NUMBERS, type PlanForm } from "@/components/results/plan/plan-fields";
import type { Pilot } from "@/components/results/plan/work-out-plan";
import type { PairPlan } from "@/lib/results/analysis-schema";
import { ESTIMANDS } from "@/lib/stats/estimate";

/** Pairs whose votes say where differences come from, with votes to go on from. */
export function toPilots(plans: PairPlan[]): Pilot[] {
  return plans.flatMap(({ components, ...plan }) =>
    components.ok && plan.prompts > 1 && plan.raters > 1 ? [{ ...pick(plan), components: components.value }] : [],
  );
}

function pick({ promptSet, model, opponent, prompts, raters, votes }: Omit<PairPlan, "components">) {
  return { promptSet, model, opponent, prompts, raters, votes };
}

/** What an address asks for; what it leaves out is the first pilot's, else what is usual. */
export function startPlan(asked: (name: string) => string | undefined, pilots: Pilot[]): PlanForm {
  const from = asked("from") ?? (pilots.length > 0 ? "0" : "guess");
  const usual = Object.fromEntries(PLAN_NUMBERS.map((name) => [name, String(PLAN_FIELDS[name].usual)]));
  const blank = { ...usual, from: "", over: ESTIMANDS[0] } as PlanForm;
  const filled = fillFromPilot({ ...blank, from: pilots[Number(from)] ? from : "guess" }, blank, pilots);
  const given = Object.fromEntries(PLAN_NUMBERS.flatMap((name) => toEntry(name, asked(name))));
  return { ...filled, ...given, over: ESTIMANDS.find((estimand) => estimand === asked("over")) ?? ESTIMANDS[0] };
}

/** An answer no longer than a number is. */
function toEntry(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value.slice(0, 20)]];
}

/** Another pilot than before brings its sizes with it. */
export function fillFromPilot(form: PlanForm, before: PlanForm, pilots: Pilot[]): PlanForm {
  const pilot = pilots[Number(form.from)];
  if (form.from === before.from || !pilot) return form;
  const votesPerPrompt = Math.min(pilot.raters, pilot.votes / pilot.prompts);
  return {
    ...form,
    prompts: String(pilot.prompts),
    raters: String(pilot.raters),
    votesPerPrompt: String(Number(votesPerPrompt.toFixed(1))),
  };
}
