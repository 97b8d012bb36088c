import { factor, solve } from "@/lib/stats/ranking/cholesky";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { createLikelihood, differentiate } from "@/lib/stats/ranking/likelihood";
import type { Margins } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";

const MAX_ITERATIONS = 60;
/** In natural-log units: a thousandth of what a bootstrap's percentiles can tell apart. */
const CLOSE_ENOUGH = 1e-6;
/** A step may be at most this long, lest one round leaps where nothing can be computed. */
const LONGEST = 2;

/**
 * Puts into `out` the strengths at which the derivatives of the likelihood of margins like the fitted ones, plus `moved`,
 * are 0. Starts at the fit and reuses its factored information while that serves, as most rounds of a bootstrap
 * differ little from it.
 *
 * @returns whether there are such strengths.
 */
export type Refit = (margins: Margins, moved: Float64Array, out: Float64Array) => boolean;

export function createRefit({ margins: original, fit }: FittedTable): Refit {
  const { layout, model } = fit;
  const { leastTie } = OUTCOME_MODELS[model.scoreModel];
  const atFit = createLikelihood(layout);
  differentiate(original, model, fit.parameters, atFit);
  factor(atFit.information, layout.size);
  const here = createLikelihood(layout);
  const parameters = new Float64Array(layout.size);
  return (margins, moved, out) => {
    parameters.set(fit.parameters);
    let last = Number.POSITIVE_INFINITY;
    let isFactored = false;
    for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      differentiate(margins, model, parameters, here);
      const step = here.gradient;
      for (let index = 0; index < step.length; index++) (step[index] as number) += moved[index] as number;
      // once the old information has not brought it nearer by a factor of 4, its own is worth its cost
      if (isFactored && !factor(here.information, layout.size)) return false;
      solve(isFactored ? here.information : atFit.information, layout.size, step);
      let length = 0;
      for (const part of step) length = Math.max(length, Math.abs(part));
      let share = length > LONGEST ? LONGEST / length : 1;
      if (layout.tie >= 0) {
        const tie = parameters[layout.tie] as number;
        while (tie + share * (step[layout.tie] as number) <= leastTie) share /= 2;
      }
      for (let index = 0; index < step.length; index++) {
        (parameters[index] as number) += share * (step[index] as number);
      }
      if (length < CLOSE_ENOUGH) {
        out.set(parameters.subarray(0, layout.models));
        return true;
      }
      isFactored = length > last / 4;
      last = length;
    }
    return false;
  };
}
