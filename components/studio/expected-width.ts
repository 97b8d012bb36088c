import { PLAN_FIELDS, PLAN_NUMBERS, type PlanForm } from "@/components/results/plan/plan-fields";
import { formatHalfWidth } from "@/components/results/plan/plan-words";
import { workOutPlan } from "@/components/results/plan/work-out-plan";
import { ESTIMANDS, type Estimand } from "@/lib/stats/estimate";

/** What a rater judges where nothing says how much one may. */
const USUAL_PAIRS_EACH = 40;

export type ExpectedWidth = {
  /** "±4.1" */
  halfWidth: string;
  raters: number;
  votes: number;
  /** For the planner's address. */
  query: string;
};

type Design = {
  prompts: number;
  pairs: number;
  votesPerComparison: number;
  /** Of one rater; null: no limit. */
  pairsPerRater: number | null;
  estimand: string;
};

/**
 * What the interval of better minus worse of one pair will be, as far as can be said before there are votes: the planner's
 * usual guesses of how prompts and raters differ. null: the numbers are not there yet.
 */
export function expectWidth(design: Design): ExpectedWidth | null {
  const { prompts, pairs, votesPerComparison, pairsPerRater } = design;
  if (prompts < 2 || pairs < 1 || !(votesPerComparison >= 1)) return null;
  const votes = prompts * pairs * votesPerComparison;
  // a prompt's votes come from as many people
  const raters = Math.max(2, votesPerComparison, Math.ceil(votes / (pairsPerRater ?? USUAL_PAIRS_EACH)));
  const given = { prompts: String(prompts), votesPerPrompt: String(votesPerComparison), raters: String(raters) };
  const over: Estimand = ESTIMANDS.find((known) => known === design.estimand) ?? ESTIMANDS[0];
  const usual = Object.fromEntries(PLAN_NUMBERS.map((name) => [name, String(PLAN_FIELDS[name].usual)]));
  const form = { ...usual, ...given, from: "guess", over } as PlanForm;
  const outcome = workOutPlan(form, []);
  if (!outcome.ok) return null;
  const query = new URLSearchParams({ from: "guess", ...given, over }).toString();
  return { halfWidth: formatHalfWidth(outcome.value.plan.halfWidth), raters, votes, query };
}
