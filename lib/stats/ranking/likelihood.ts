import type { Margins } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS, type ScoreModel } from "@/lib/stats/ranking/score-models";

export type StrengthModel = {
  scoreModel: ScoreModel;
  /** Whether there is a parameter for the response that stands first. */
  orderEffect: boolean;
};

/**
 * Where the parameters stand in one column: strengths by model, then the tie parameter (on the scale it is fitted on)
 * and the order effect (log-odds of what stands first), where the model has them; −1: it has not.
 */
export type Layout = { models: number; tie: number; order: number; size: number };

export function toLayout(models: number, { scoreModel, orderEffect }: StrengthModel): Layout {
  const tie = OUTCOME_MODELS[scoreModel].hasTieParameter ? models : -1;
  const order = orderEffect ? models + (tie < 0 ? 0 : 1) : -1;
  return { models, tie, order, size: models + (tie < 0 ? 0 : 1) + (order < 0 ? 0 : 1) };
}

/** The log-odds by which A is ahead of B in a group, order effect included. */
export function toAdvantage(margins: Margins, group: number, parameters: Float64Array, { order }: Layout): number {
  const strengthA = parameters[margins.modelA[group] as number] as number;
  const strengthB = parameters[margins.modelB[group] as number] as number;
  const first = order < 0 ? 0 : (margins.order[group] as number) * (parameters[order] as number);
  return strengthA - strengthB + first;
}

/** The log-likelihood of margins at some parameters. `information`: minus the second derivatives, size × size. */
export type Likelihood = { value: number; gradient: Float64Array; information: Float64Array };

export function createLikelihood({ size }: Layout): Likelihood {
  return { value: 0, gradient: new Float64Array(size), information: new Float64Array(size * size) };
}

/**
 * Works the log-likelihood out into `out`. To the information of the strengths a constant is added, which fixes their
 * mean: what is solved with it sums to 0 over the models if the right side does, and it can be inverted.
 *
 * @param expected take the second derivatives where they are expected, and not where the votes are.
 * Cost: O(groups + size²).
 */
export function differentiate(
  margins: Margins,
  model: StrengthModel,
  parameters: Float64Array,
  out: Likelihood,
  expected = false,
): void {
  const layout = toLayout(margins.models, model);
  const outcomes = OUTCOME_MODELS[model.scoreModel];
  const { gradient, information } = out;
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  const part = new Float64Array(6);
  const chances = new Float64Array(3);
  gradient.fill(0);
  information.fill(0);
  out.value = 0;
  for (let group = 0; group < margins.groups; group++) {
    const aWins = margins.aWins[group] as number;
    const ties = margins.ties[group] as number;
    const bWins = margins.bWins[group] as number;
    const advantage = toAdvantage(margins, group, parameters, layout);
    if (expected) {
      const votes = aWins + ties + bWins;
      outcomes.chances(advantage, tie, chances);
      const [a, t, b] = chances as unknown as [number, number, number];
      outcomes.differentiate(advantage, tie, votes * a, votes * t, votes * b, part);
    } else {
      outcomes.differentiate(advantage, tie, aWins, ties, bWins, part);
      out.value += part[0] as number;
    }
    addGroup(margins, group, layout, part, gradient, information);
  }
  fixMean(information, layout);
}

/** Adds one group's derivatives; of the information only the lower triangle. */
function addGroup(
  margins: Margins,
  group: number,
  { tie, order, size }: Layout,
  part: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): void {
  const a = margins.modelA[group] as number;
  const b = margins.modelB[group] as number;
  const slope = part[1] as number;
  const curve = part[3] as number;
  (gradient[a] as number) += slope;
  (gradient[b] as number) -= slope;
  (information[a * size + a] as number) += curve;
  (information[b * size + b] as number) += curve;
  (information[Math.max(a, b) * size + Math.min(a, b)] as number) -= curve;
  const first = margins.order[group] as number;
  if (order >= 0 && first !== 0) {
    (gradient[order] as number) += first * slope;
    (information[order * size + a] as number) += first * curve;
    (information[order * size + b] as number) -= first * curve;
    (information[order * size + order] as number) += curve;
    if (tie >= 0) (information[order * size + tie] as number) += first * (part[4] as number);
  }
  if (tie >= 0) {
    (gradient[tie] as number) += part[2] as number;
    (information[tie * size + a] as number) += part[4] as number;
    (information[tie * size + b] as number) -= part[4] as number;
    (information[tie * size + tie] as number) += part[5] as number;
  }
}

function fixMean(information: Float64Array, { models, size }: Layout): void {
  let trace = 0;
  for (let model = 0; model < models; model++) trace += information[model * size + model] as number;
  const constant = trace / models / models;
  for (let row = 0; row < models; row++) {
    for (let column = 0; column <= row; column++) (information[row * size + column] as number) += constant;
  }
}
