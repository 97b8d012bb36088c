import type { Estimand } from "@/lib/stats/estimate";

type NumberField = {
  label: string;
  hint: string;
  least: number;
  most: number;
  isWhole: boolean;
  /** What fills it where there is no pilot. */
  usual: number;
};

/** The planner's numbers, in the order of the form, under the names that they have in an address. */
export const PLAN_FIELDS = {
  prompts: { label: "Prompts", hint: "", least: 2, most: 1_000_000, isWhole: true, usual: 180 },
  votesPerPrompt: { label: "Votes per prompt", hint: "", least: 1, most: 10_000, isWhole: false, usual: 5 },
  raters: { label: "Raters", hint: "", least: 2, most: 1_000_000, isWhole: true, usual: 100 },
  difference: {
    label: "Smallest difference worth finding, points",
    hint: "Better minus worse, in percent of votes.",
    least: 0.1,
    most: 100,
    isWhole: false,
    usual: 10,
  },
  price: { label: "Price per vote", hint: "In any currency.", least: 0, most: 1_000_000, isWhole: false, usual: 0.1 },
  ties: { label: "Ties, percent", hint: "", least: 0, most: 99, isWhole: false, usual: 25 },
  promptSd: {
    label: "Prompts differ, logits",
    hint: "Standard deviation of the log-odds over prompts. 0.8 is usual.",
    least: 0,
    most: 5,
    isWhole: false,
    usual: 0.8,
  },
  raterSd: {
    label: "Raters differ, logits",
    hint: "The same over raters. 0.5 is usual.",
    least: 0,
    most: 5,
    isWhole: false,
    usual: 0.5,
  },
} as const satisfies Record<string, NumberField>;

export type PlanNumber = keyof typeof PLAN_FIELDS;

/** As typed: a form's state, and an address's parameters. */
export type PlanForm = Record<PlanNumber, string> & {
  /** "guess", or the place of a pair among the pilots. */
  from: string;
  over: Estimand;
};

export const PLAN_NUMBERS = Object.keys(PLAN_FIELDS) as PlanNumber[];

export type PlanNumbers = Record<PlanNumber, number>;
export type PlanErrors = Partial<Record<PlanNumber, string>>;

/** @returns the numbers, or what is wrong with which of them and how to mend it. */
export function readPlanNumbers(form: PlanForm): { ok: true; value: PlanNumbers } | { ok: false; errors: PlanErrors } {
  const errors: PlanErrors = {};
  const numbers = Object.fromEntries(
    PLAN_NUMBERS.map((name) => {
      const typed = form[name].trim();
      const value = typed === "" ? Number.NaN : Number(typed);
      const { least, most, isWhole } = PLAN_FIELDS[name];
      if (!(value >= least && value <= most) || (isWhole && !Number.isInteger(value))) {
        errors[name] = `Write a ${isWhole ? "whole number" : "number"} from ${least} to ${most.toLocaleString("en")}.`;
      }
      return [name, value];
    }),
  ) as PlanNumbers;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  if (numbers.votesPerPrompt > numbers.raters) {
    const error = "A prompt gets more votes than there are raters, and nobody judges a prompt twice.";
    return { ok: false, errors: { votesPerPrompt: error } };
  }
  return { ok: true, value: numbers };
}
