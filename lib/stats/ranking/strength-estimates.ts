import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";
import { type StrengthCovariance, toDifferenceVariance } from "@/lib/stats/ranking/strength-covariance";
import { toEstimate } from "@/lib/stats/students-t";

/** What was fitted, and how sure it is. */
export type Fitted = { fitted: FittedTable; covariance: StrengthCovariance };

/**
 * A model's strength, natural-log units, where the mean over the models is 0.
 *
 * @throws {NotIdentifiableError} the votes do not differ between clusters.
 */
export function estimateStrength(of: Fitted, model: number, level: number): Estimate {
  return estimateParameter(of, model, level);
}

/** θone − θother, natural-log units. Its interval holds for this pair alone. @throws as estimateStrength. */
export function estimateDifference(
  { fitted, covariance }: Fitted,
  one: number,
  other: number,
  level: number,
): Estimate {
  const { strengths } = fitted.fit;
  const value = (strengths[one] as number) - (strengths[other] as number);
  return withInterval(value, toDifferenceVariance(covariance, one, other), covariance, level);
}

/** Log-odds of what stands first; null: not in the model. @throws as estimateStrength. */
export function estimateOrderEffect(of: Fitted, level: number): Estimate | null {
  const { order } = of.fitted.fit.layout;
  return order < 0 ? null : estimateParameter(of, order, level);
}

/**
 * Davidson's ν or Rao and Kupper's θ; null: the model has none. The interval is that of its logarithm, taken back; the
 * standard error is the delta method's.
 *
 * @throws as estimateStrength.
 */
export function estimateTieParameter(of: Fitted, level: number): Estimate | null {
  const { layout, model } = of.fitted.fit;
  if (layout.tie < 0) return null;
  const { value, standardError, degreesOfFreedom, interval } = estimateParameter(of, layout.tie, level);
  const { leastTie } = OUTCOME_MODELS[model.scoreModel];
  const low = Math.exp(Math.max(leastTie, interval.low));
  const reported = Math.exp(value);
  return {
    value: reported,
    standardError: reported * standardError,
    degreesOfFreedom,
    interval: { level, low, high: Math.exp(interval.high) },
  };
}

function estimateParameter({ fitted, covariance }: Fitted, parameter: number, level: number): Estimate {
  const value = fitted.fit.parameters[parameter] as number;
  return withInterval(value, covariance.matrix[parameter * covariance.size + parameter] as number, covariance, level);
}

function withInterval(
  value: number,
  variance: number,
  { degreesOfFreedom }: StrengthCovariance,
  level: number,
): Estimate {
  if (!(variance > 0)) {
    throw new NotIdentifiableError(
      "The votes differ too little between prompts and raters to say how sure a score is.",
    );
  }
  return toEstimate({ value, standardError: Math.sqrt(variance), degreesOfFreedom }, level);
}
