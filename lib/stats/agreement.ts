import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { type AgreementVariances, bootstrapAgreement } from "./agreement-bootstrap";
import { toRawAgreement } from "./agreement-raw";
import { type AgreementSums, sumAgreement, toAgreementTerms } from "./agreement-sums";
import type { CountTable } from "./count-table";
import { NotIdentifiableError } from "./errors";
import type { Estimate } from "./estimate";
import { toFleissKappa } from "./fleiss";
import { toGwetAc1 } from "./gwet";
import { toKrippendorffAlpha } from "./krippendorff";
import { toLeaveOneRaterOut } from "./leave-one-rater-out";
import { createRandom } from "./random";
import { groupUnits, type Units } from "./units";

export const AGREEMENT_MEASURES = [
  "raw",
  "krippendorff_nominal",
  "krippendorff_ordinal",
  "fleiss",
  "gwet_ac1",
  "leave_one_out",
] as const;
export type AgreementMeasure = (typeof AGREEMENT_MEASURES)[number];

/** A figure, or why there is none. */
export type EstimateOrReason = Estimate | NotIdentifiableError;

export type MeasuredAgreement = {
  measure: AgreementMeasure;
  withTies: EstimateOrReason;
  /** Votes that are ties left out, and so the units that had nothing else. */
  withoutTies: EstimateOrReason;
};

export type AgreementOptions = {
  /** Nominal coverage, as 0.95. */
  level: number;
  /** Bootstrap draws of each kind: 1,000 give the standard error to within 2%. */
  rounds: number;
  /** A 32-bit whole number. */
  seed: number;
};

/**
 * All measures of agreement, each with and without ties, for prompts and raters like these: value ± Student's t times
 * the bootstrap standard error, with one degree of freedom fewer than there are prompts, or raters, whichever are
 * fewer; cut off at 1, and shares at 0.
 *
 * @throws {RangeError} a level outside (0, 1), or fewer than 100 rounds.
 * Cost: O(rounds · votes). Source: see `bootstrapAgreement` and the measures.
 */
export function describeAgreement(table: CountTable, options: AgreementOptions): MeasuredAgreement[] {
  if (!(options.level > 0 && options.level < 1)) throw new RangeError(`The level is ${options.level}.`);
  if (!Number.isInteger(options.rounds) || options.rounds < 100) throw new RangeError(`${options.rounds} rounds.`);
  const withTies = estimateAll(groupUnits(table, { ties: true }), 3, options);
  const withoutTies = estimateAll(groupUnits(table, { ties: false }), 2, options);
  return AGREEMENT_MEASURES.map((measure, place) => ({
    measure,
    withTies: withTies[place] as EstimateOrReason,
    withoutTies: withoutTies[place] as EstimateOrReason,
  }));
}

/** One measure's value, without its interval. */
export function measureAgreement(sums: AgreementSums, measure: AgreementMeasure, outcomes: 2 | 3): number {
  switch (measure) {
    case "raw":
      return toRawAgreement(sums);
    case "krippendorff_nominal":
      return toKrippendorffAlpha(sums, "nominal");
    case "krippendorff_ordinal":
      return toKrippendorffAlpha(sums, "ordinal");
    case "fleiss":
      return toFleissKappa(sums);
    case "gwet_ac1":
      return toGwetAc1(sums, outcomes);
    case "leave_one_out":
      return toLeaveOneRaterOut(sums);
  }
}

function estimateAll(units: Units, outcomes: 2 | 3, options: AgreementOptions): EstimateOrReason[] {
  const terms = toAgreementTerms(units);
  const sums = sumAgreement(terms);
  const values = AGREEMENT_MEASURES.map((measure) => orReason(() => measureAgreement(sums, measure, outcomes)));
  const measured = AGREEMENT_MEASURES.filter((_, place) => typeof values[place] === "number");
  if (measured.length === 0) return values as NotIdentifiableError[];

  const measure = (drawn: AgreementSums, into: Float64Array) => {
    for (let place = 0; place < measured.length; place++) {
      into[place] = measureAgreement(drawn, measured[place] as AgreementMeasure, outcomes);
    }
  };
  const clusters = countClusters(units, terms.votesOfUnit);
  const random = createRandom(options.seed);
  const variances = bootstrapAgreement(terms, measure, measured.length, options.rounds, random);
  return AGREEMENT_MEASURES.map((name, place) => {
    const value = values[place] as number | NotIdentifiableError;
    if (typeof value !== "number") return value;
    return orReason(() => toEstimate(value, name, variances, measured.indexOf(name), clusters, options.level));
  });
}

/** Prompts and raters that have a part in a shared unit. */
function countClusters(units: Units, votesOfUnit: Float64Array): { prompts: number; raters: number } {
  const prompts = new Set<number>();
  const raters = new Set<number>();
  for (let unit = 0; unit < units.units; unit++) {
    if ((votesOfUnit[unit] as number) < 2) continue;
    prompts.add(units.prompt[unit] as number);
    for (const rater of units.rater.subarray(units.firstEntry[unit], units.firstEntry[unit + 1])) raters.add(rater);
  }
  return { prompts: prompts.size, raters: raters.size };
}

function toEstimate(
  value: number,
  measure: AgreementMeasure,
  variances: AgreementVariances,
  place: number,
  clusters: { prompts: number; raters: number },
  level: number,
): Estimate {
  const fewest = Math.min(clusters.prompts, clusters.raters);
  if (fewest < 2) {
    const missing = clusters.prompts < 2 ? "prompt" : "rater";
    throw new NotIdentifiableError(
      `Only one ${missing} shares votes: how far another would change the agreement is not known.`,
    );
  }
  const ofPrompts = unbias(variances.prompts[place] as number, clusters.prompts);
  const ofRaters = unbias(variances.raters[place] as number, clusters.raters);
  const ofVotes = variances.votes[place] as number;
  const variance = ofPrompts + Math.max(0, ofRaters - ofVotes);
  if (variance === 0) {
    throw new NotIdentifiableError(
      "Raters never differed where they shared a comparison, so the uncertainty is not known.",
    );
  }
  const standardError = Math.sqrt(variance);
  const degreesOfFreedom = fewest - 1;
  const reach = standardError * tQuantile((1 + level) / 2, degreesOfFreedom);
  const least = measure === "raw" || measure === "leave_one_out" ? 0 : Number.NEGATIVE_INFINITY;
  const interval = { low: Math.max(least, value - reach), high: Math.min(1, value + reach), level };
  return { value, standardError, degreesOfFreedom, interval };
}

function unbias(variance: number, clusters: number): number {
  return (variance * clusters) / (clusters - 1);
}

function orReason<T>(compute: () => T): T | NotIdentifiableError {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NotIdentifiableError) return error;
    throw error;
  }
}
