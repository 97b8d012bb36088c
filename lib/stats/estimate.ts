/** A closed interval with its nominal coverage, as 0.95. Units are those of the estimate. */
export type Interval = { low: number; high: number; level: number };

/** A point estimate, its standard error in the same units, and how the interval about it was made. */
export type Estimate = {
  value: number;
  standardError: number;
  /** Of Student's t; Infinity: normal. */
  degreesOfFreedom: number;
  interval: Interval;
};

/** Over what the figure would be repeated, and so what the votes are clustered by. */
export const ESTIMANDS = ["prompts_like_these", "these_prompts"] as const;
export type Estimand = (typeof ESTIMANDS)[number];

/** What one vote weighs: each vote the same; each prompt the same; or one majority a comparison. */
export const AGGREGATIONS = ["votes", "prompts", "majority"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** The three win rates that papers report: a tie as half a win; ties left out; better or tied. */
export const TIE_RULES = ["half", "dropped", "better_or_tied"] as const;
export type TieRule = (typeof TIE_RULES)[number];
