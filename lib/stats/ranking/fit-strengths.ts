import type { CountTable } from "@/lib/stats/count-table";
import { NotConvergedError, NotIdentifiableError } from "@/lib/stats/errors";
import { factor, solve } from "@/lib/stats/ranking/cholesky";
import { requireConnected } from "@/lib/stats/ranking/connectivity";
import {
  createLikelihood,
  differentiate,
  type Layout,
  type Likelihood,
  type StrengthModel,
  toLayout,
} from "@/lib/stats/ranking/likelihood";
import { type GroupOfCell, type Margins, toMargins } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";

export type StrengthFit = {
  model: StrengthModel;
  layout: Layout;
  /** By model, natural-log units, mean 0: a difference of ln 3 is three wins to one. */
  strengths: Float64Array;
  /** Davidson's ν or Rao and Kupper's θ; null: the model has none. */
  tieParameter: number | null;
  /** Log-odds of the response that stands first; null: not in the model. */
  orderEffect: number | null;
  logLikelihood: number;
  iterations: number;
  /** All of them in one column, as fitted. */
  parameters: Float64Array;
};

/** A table with its margins and what was fitted to them. */
export type FittedTable = { table: CountTable; margins: Margins; groupOf: GroupOfCell; fit: StrengthFit };

const MAX_ITERATIONS = 100;
/** Of the largest step, in natural-log units: after it what is missing is about its square. */
const CLOSE_ENOUGH = 1e-6;
/** Log-odds of 20: once in 500 million votes. Beyond, a parameter is on its way to infinity. */
const ENDLESS = 20;

/**
 * Maximum-likelihood strengths of many models, by Newton's method: Bradley–Terry (a tie is half a win each), Davidson or
 * Rao–Kupper, with an order effect where it is wanted. Votes whose order is unknown have their part without it.
 *
 * @param margins of whole or weighted votes; made by order, where the order effect is wanted.
 * @throws {NotConnectedError} the win graph is not strongly connected: some strength would be infinite.
 * @throws {NotIdentifiableError} the tie parameter or the order effect would be infinite, or any.
 * @throws {NotConvergedError} 100 iterations were not enough.
 * Cost: O(iterations · (groups + models³)); 5 to 8 iterations. Source: Newton; concave by Pratt (1981), JASA 76(373).
 * @example 0 beat 1 three times and lost once: strengths [0.549, −0.549]
 */
export function fitStrengths(margins: Margins, model: StrengthModel): StrengthFit {
  requireConnected(margins);
  const layout = toLayout(margins.models, model);
  const parameters = start(margins, model, layout);
  let here = createLikelihood(layout);
  let next = createLikelihood(layout);
  differentiate(margins, model, parameters, here);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const step = toStep(here, layout);
    takeStep(margins, model, layout, parameters, step, here.value, next);
    [here, next] = [next, here];
    requireFinite(layout, parameters);
    if (step.every((length) => Math.abs(length) < CLOSE_ENOUGH)) {
      return toFit(model, layout, parameters, here.value, iteration);
    }
  }
  throw new NotConvergedError(`The strengths of the models were not found in ${MAX_ITERATIONS} iterations.`);
}

/** The same from a table. Cost: O(cells) more. */
export function fitTable(table: CountTable, model: StrengthModel): FittedTable {
  const { margins, groupOf } = toMargins(table, model.orderEffect);
  return { table, margins, groupOf, fit: fitStrengths(margins, model) };
}

function start(margins: Margins, { scoreModel }: StrengthModel, layout: Layout): Float64Array {
  const parameters = new Float64Array(layout.size);
  const sum = (column: Float64Array) => column.reduce((total, votes) => total + votes, 0);
  const ties = sum(margins.ties);
  const decided = sum(margins.aWins) + sum(margins.bWins);
  if (layout.tie >= 0) {
    if (ties === 0) {
      throw new NotIdentifiableError(
        "No vote is a tie, so that the tie parameter cannot be estimated; Bradley–Terry scores need none.",
      );
    }
    if (decided === 0)
      throw new NotIdentifiableError("All votes are ties, so that the tie parameter would be infinite.");
    parameters[layout.tie] = OUTCOME_MODELS[scoreModel].startTie(ties / (ties + decided));
  }
  if (layout.order >= 0 && margins.order.every((order) => order === 0)) {
    throw new NotIdentifiableError(
      "No vote says which response stood first, so that the order effect cannot be estimated.",
    );
  }
  return parameters;
}

function toStep(here: Likelihood, { size }: Layout): Float64Array {
  const step = here.gradient.slice();
  if (!factor(here.information, size)) {
    throw new NotIdentifiableError(
      "The votes do not tell the order effect or the tie parameter apart from the strengths of the models.",
    );
  }
  solve(here.information, size, step);
  return step;
}

/** Moves the parameters by the step, or by the half, quarter … of it that does not lose likelihood. */
function takeStep(
  margins: Margins,
  model: StrengthModel,
  layout: Layout,
  parameters: Float64Array,
  step: Float64Array,
  before: number,
  next: Likelihood,
): void {
  const { leastTie } = OUTCOME_MODELS[model.scoreModel];
  const from = parameters.slice();
  // what rounding alone may lose
  const least = before - 1e-12 * (1 + Math.abs(before));
  for (let share = 1; share > 1e-10; share /= 2) {
    for (let index = 0; index < parameters.length; index++) {
      parameters[index] = (from[index] as number) + share * (step[index] as number);
    }
    if (layout.tie >= 0 && (parameters[layout.tie] as number) <= leastTie) continue;
    differentiate(margins, model, parameters, next);
    if (next.value >= least) return;
  }
  throw new NotConvergedError("The likelihood of the models' strengths could not be improved, nor was it at its top.");
}

/** With a connected win graph, strengths run away only together with one of the two other parameters. */
function requireFinite({ tie, order }: Layout, parameters: Float64Array): void {
  if (order >= 0 && Math.abs(parameters[order] as number) > ENDLESS) {
    throw new NotIdentifiableError(
      "The response that stands first wins, or loses, so often that its effect is infinite.",
    );
  }
  if (tie >= 0 && Math.abs(parameters[tie] as number) > ENDLESS) {
    throw new NotIdentifiableError(
      "The votes are consistent with an infinite tie parameter: too few pairs of models have wins on both sides.",
    );
  }
}

function toFit(
  model: StrengthModel,
  layout: Layout,
  parameters: Float64Array,
  logLikelihood: number,
  iterations: number,
): StrengthFit {
  return {
    model,
    layout,
    strengths: parameters.slice(0, layout.models),
    tieParameter: layout.tie < 0 ? null : Math.exp(parameters[layout.tie] as number),
    orderEffect: layout.order < 0 ? null : (parameters[layout.order] as number),
    logLikelihood,
    iterations,
    parameters,
  };
}
