import type { Estimated, Figure } from "@/lib/results/analysis-schema";
import { NotConvergedError, NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";

/** What was computed, or the sentence why the data cannot say; whatever else goes wrong is a fault of ours, and is thrown. */
export function toFigure<T>(compute: () => T): Figure<T> {
  try {
    return { ok: true, value: compute() };
  } catch (error) {
    if (error instanceof NotIdentifiableError || error instanceof NotConvergedError) return none(error.message);
    throw error;
  }
}

export function none(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

/** The same of a figure that there is; what there is none of has its reason still. */
export function mapFigure<T, U>(figure: Figure<T>, to: (value: T) => U): Figure<U> {
  return figure.ok ? toFigure(() => to(figure.value)) : figure;
}

/** JSON has no infinity: a normal interval's degrees of freedom are null. */
export function toEstimated({ value, standardError, degreesOfFreedom, interval }: Estimate): Estimated {
  return {
    value,
    standardError,
    degreesOfFreedom: Number.isFinite(degreesOfFreedom) ? degreesOfFreedom : null,
    interval,
  };
}

export function toEstimatedFigure(compute: () => Estimate): Figure<Estimated> {
  return toFigure(() => toEstimated(compute()));
}
