import {
  type PlanErrors,
  type PlanForm,
  type PlanNumbers,
  readPlanNumbers,
} from "@/components/results/plan/plan-fields";
import type { PairPlan, VarianceComponents } from "@/lib/results/analysis-schema";
import { planStudy, predictHalfWidth, type StudyPlan } from "@/lib/stats/study-plan";
import { toVarianceComponents } from "@/lib/stats/variance-components-from-logits";

/** A pair of this study whose votes say where differences come from. */
export type Pilot = Pick<PairPlan, "promptSet" | "model" | "opponent" | "prompts" | "raters" | "votes"> & {
  components: VarianceComponents;
};

/** One study on a line of studies: its votes, and what its interval would be. */
export type PlanPoint = { votes: number; halfWidth: number };

export type WorkedOut = {
  numbers: PlanNumbers;
  votes: number;
  plan: StudyPlan;
  /** Half-width that finds the difference with the wanted power. */
  wantedHalfWidth: number;
  /** The same prompts with fewer and more votes, by fewer and more raters. */
  moreVotes: PlanPoint[];
  /** Fewer and more prompts, and raters, with as many votes each. */
  morePrompts: PlanPoint[];
};

export type PlanOutcome = { ok: true; value: WorkedOut } | { ok: false; errors: PlanErrors };

export const LEVEL = 0.95;
export const WANTED_POWER = 0.8;

/** With a half-width of so much of a difference, the difference is found with the wanted power: z(0.975) / (z(0.975) + z(0.8)). */
const SHARE_OF_DIFFERENCE = 1.959964 / (1.959964 + 0.841621);

/** Sizes of the studies on the lines, in units of the planned one. */
const SIZES = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4];

/** The planner: from what was typed to what the study will be able to say. Never throws. */
export function workOutPlan(form: PlanForm, pilots: Pilot[]): PlanOutcome {
  const read = readPlanNumbers(form);
  if (!read.ok) return read;
  try {
    return { ok: true, value: workOut(read.value, form, pilots) };
  } catch (error) {
    // a difference that the ties leave no room for is the one bad input that a single field does not show
    if (error instanceof RangeError) return { ok: false, errors: { difference: toSentence(read.value) } };
    throw error;
  }
}

function toSentence({ ties }: PlanNumbers): string {
  return `Write less than ${100 - ties}: with ${ties}% ties no difference can be that large.`;
}

function workOut(numbers: PlanNumbers, { from, over }: PlanForm, pilots: Pilot[]): WorkedOut {
  const components = pilots[Number(from)]?.components ?? toGuess(numbers);
  const wantedHalfWidth = SHARE_OF_DIFFERENCE * (numbers.difference / 100);
  const toInput = (prompts: number, raters: number, votes: number) => ({
    ...{ prompts: atLeast(2, prompts), raters: atLeast(2, raters), votes: atLeast(1, votes) },
    ...{ components, estimand: over, level: LEVEL, minimumDifference: numbers.difference / 100, wantedHalfWidth },
    pricePerVote: numbers.price,
  });
  const { prompts, raters } = numbers;
  const votes = Math.round(prompts * numbers.votesPerPrompt);
  const toLine = (promptsOf: (size: number) => number) =>
    SIZES.map((size) => ({
      votes: Math.round(votes * size),
      halfWidth: predictHalfWidth(toInput(promptsOf(size), raters * size, votes * size)),
    }));
  return {
    ...{ numbers, votes, wantedHalfWidth, plan: planStudy(toInput(prompts, raters, votes)) },
    moreVotes: toLine(() => prompts),
    morePrompts: toLine((size) => prompts * size),
  };
}

function toGuess({ promptSd, raterSd, ties, difference }: PlanNumbers): VarianceComponents {
  return toVarianceComponents({ promptSd, raterSd, tieRate: ties / 100, meanDifference: difference / 100 });
}

function atLeast(least: number, value: number): number {
  return Math.max(least, Math.round(value));
}
