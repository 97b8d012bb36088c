import { type AgreementDraws, drawAgreement } from "@/lib/stats/agreement-bootstrap";
import { type AgreementSpread, findAgreementSpreads, type MeasureAll } from "@/lib/stats/agreement-influence";
import { toAgreementEstimate } from "@/lib/stats/agreement-interval";
import { toRawAgreement } from "@/lib/stats/agreement-raw";
import type { AgreementSums } from "@/lib/stats/agreement-sums";
import { type AgreementTerms, sumAgreement, toAgreementTerms } from "@/lib/stats/agreement-terms";
import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { toFleissKappa } from "@/lib/stats/fleiss";
import { toGwetAc1 } from "@/lib/stats/gwet";
import { toKrippendorffAlpha } from "@/lib/stats/krippendorff";
import { toLeaveOneRaterOut } from "@/lib/stats/leave-one-rater-out";
import { orReason } from "@/lib/stats/or-reason";
import { createRandom } from "@/lib/stats/random";
import { groupUnits } from "@/lib/stats/units";

export const AGREEMENT_MEASURES = [
  "raw",
  "krippendorff_nominal",
  "krippendorff_ordinal",
  "fleiss",
  "gwet_ac1",
  "leave_one_out",
] as const;
export type AgreementMeasure = (typeof AGREEMENT_MEASURES)[number];

/** Measures that are shares; the others may be negative. */
const SHARES: readonly AgreementMeasure[] = ["raw", "leave_one_out"];

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
  /** Bootstrap draws of prompts, and as many of raters; 1,000 do. */
  rounds: number;
  /** A 32-bit whole number. */
  seed: number;
};

/**
 * All measures of agreement between raters, each with and without ties, for prompts and raters like these. A unit is a
 * pair of models on one turn of one prompt.
 *
 * @throws {RangeError} a level outside (0, 1), or fewer than 100 rounds.
 * Cost: O(rounds · votes). Source: see each measure, `findAgreementSpreads` and `toAgreementEstimate`.
 */
export function describeAgreement(table: CountTable, options: AgreementOptions): MeasuredAgreement[] {
  const { level, rounds } = options;
  if (!(level > 0 && level < 1)) throw new RangeError(`A level of ${level} is not between 0 and 1.`);
  if (!Number.isInteger(rounds) || rounds < 100) throw new RangeError(`${rounds} rounds: 100 or more are wanted.`);
  const withTies = estimateAll(toAgreementTerms(groupUnits(table, { ties: true })), 3, options);
  const withoutTies = estimateAll(toAgreementTerms(groupUnits(table, { ties: false })), 2, options);
  return AGREEMENT_MEASURES.map((measure, place) => ({
    measure,
    withTies: withTies[place] as EstimateOrReason,
    withoutTies: withoutTies[place] as EstimateOrReason,
  }));
}

/**
 * One measure's value without its interval.
 *
 * @param outcomes how many outcomes the sums are of: 3, or 2 without ties.
 * @throws {NotIdentifiableError} see each measure.
 */
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

function estimateAll(terms: AgreementTerms, outcomes: 2 | 3, options: AgreementOptions): EstimateOrReason[] {
  const sums = sumAgreement(terms);
  const values = AGREEMENT_MEASURES.map((measure) => orReason(() => measureAgreement(sums, measure, outcomes)));
  const measured = AGREEMENT_MEASURES.filter((_, place) => typeof values[place] === "number");
  const measureAll: MeasureAll = (drawn, into) => {
    for (let place = 0; place < measured.length; place++) {
      into[place] = measureAgreement(drawn, measured[place] as AgreementMeasure, outcomes);
    }
  };
  const spreads = orReason(() => findAgreementSpreads(terms, measureAll, measured.length));
  if (spreads instanceof NotIdentifiableError)
    return values.map((value) => (typeof value === "number" ? spreads : value));

  const draws = drawAgreement(terms, measureAll, measured.length, options.rounds, createRandom(options.seed));
  return AGREEMENT_MEASURES.map((measure, place) => {
    const value = values[place] as number | NotIdentifiableError;
    if (typeof value !== "number") return value;
    const figure = measured.indexOf(measure);
    const spread = spreads[figure] as AgreementSpread;
    const possible = SHARES.includes(measure) ? ([0, 1] as const) : ([Number.NEGATIVE_INFINITY, 1] as const);
    return orReason(() => toAgreementEstimate(value, spread, draws[figure] as AgreementDraws, options.level, possible));
  });
}
