import {
  AGREEMENT_SUM_COUNT,
  type AgreementSums,
  type AgreementTerms,
  sumAgreement,
  sumByPrompt,
  sumWeighted,
} from "@/lib/stats/agreement-sums";
import { findDegreesOfFreedom } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";

/** Fills `into` with figures, which are smooth functions of the sums. */
export type MeasureAll = (sums: AgreementSums, into: Float64Array) => void;

/** How far one figure would lie from itself in a study with other prompts and raters like these. */
export type AgreementSpread = {
  /** In the figure's units, squared. */
  variance: number;
  /** The share of the raters' variance that is theirs, and not the noise of what each of them said of each prompt. */
  raterShare: number;
  degreesOfFreedom: number;
};

/**
 * How far each figure moves with the choice of prompts, of raters, and of single meetings of a rater with a prompt, by
 * the first derivative with respect to their weights (infinitesimal jackknife). The noise of meetings is in the prompts'
 * variance and again in the raters', so that a figure's variance is prompts' + raters' − meetings', and not below the
 * prompts'. A pair of votes belongs to one prompt and to two raters: its derivative is counted with each of them.
 *
 * @returns one spread a figure; a variance of 0 where raters never differed.
 * @throws {NotIdentifiableError} all shared votes are of one prompt or one rater, or there are none.
 * Cost: O(sum over units of raters × entries). Source: Cameron, Gelbach and Miller (2011), JBES 29(2), here for
 * U-statistics; few or unequal clusters as in `clusterVariance`; degrees of freedom of the way that has fewer.
 */
export function findAgreementSpreads(terms: AgreementTerms, measure: MeasureAll, figures: number): AgreementSpread[] {
  const weights = shareVotes(terms);
  const gradient = findGradient(sumAgreement(terms), measure, figures);
  const slopes = differentiate(terms);
  const prompts = sumSquares(sumByPrompt(terms), gradient, figures, weights.prompts);
  const raters = sumSquares(slopes.raters, gradient, figures, weights.raters);
  const meetings = sumSquares(slopes.meetings, gradient, figures, null);
  const freedom = Math.min(findDegreesOfFreedom(weights.prompts), findDegreesOfFreedom(weights.raters));
  return Array.from({ length: figures }, (_, figure) => {
    const ofRaters = raters[figure] as number;
    const own = Math.max(0, ofRaters - (meetings[figure] as number));
    return {
      variance: (prompts[figure] as number) + own,
      raterShare: own === 0 ? 0 : own / ofRaters,
      degreesOfFreedom: freedom,
    };
  });
}

/** Each prompt's and each rater's share of the votes on units that have two votes or more. */
function shareVotes({ units, votesOfUnit }: AgreementTerms): { prompts: Float64Array; raters: Float64Array } {
  const prompts = new Float64Array(units.prompts);
  const raters = new Float64Array(units.raters);
  let total = 0;
  for (let unit = 0; unit < units.units; unit++) {
    if ((votesOfUnit[unit] as number) < 2) continue;
    for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
      const votes = units.votes[entry] as number;
      prompts[units.prompt[unit] as number] = (prompts[units.prompt[unit] as number] as number) + votes;
      raters[units.rater[entry] as number] = (raters[units.rater[entry] as number] as number) + votes;
      total += votes;
    }
  }
  requireTwo(prompts, "prompt");
  requireTwo(raters, "rater");
  return { prompts: prompts.map((votes) => votes / total), raters: raters.map((votes) => votes / total) };
}

function requireTwo(votes: Float64Array, name: "prompt" | "rater"): void {
  if (votes.filter((of) => of > 0).length >= 2) return;
  const sentence = `All votes on shared comparisons are of one ${name}: how another ${name}'s would differ is not known.`;
  throw new NotIdentifiableError(sentence);
}

/** Derivatives of each figure with respect to each sum; central differences, exact to about 1e-9. */
function findGradient(sums: AgreementSums, measure: MeasureAll, figures: number): Float64Array {
  const gradient = new Float64Array(figures * AGREEMENT_SUM_COUNT);
  const above = new Float64Array(figures);
  const below = new Float64Array(figures);
  const moved = sums.slice();
  for (let sum = 0; sum < AGREEMENT_SUM_COUNT; sum++) {
    const here = sums[sum] as number;
    const step = 1e-5 * Math.max(1, here);
    moved[sum] = here + step;
    measure(moved, above);
    moved[sum] = here - step;
    measure(moved, below);
    moved[sum] = here;
    for (let figure = 0; figure < figures; figure++) {
      gradient[figure * AGREEMENT_SUM_COUNT + sum] =
        ((above[figure] as number) - (below[figure] as number)) / (2 * step);
    }
  }
  return gradient;
}

/**
 * Derivatives of the sums with respect to each rater's weight, and to the weight of each meeting of a rater with a
 * prompt. The sums are of second degree in one rater's weight, so that the difference about 1 is exact.
 */
function differentiate(terms: AgreementTerms): { raters: Float64Array; meetings: Float64Array } {
  const { units } = terms;
  const byRater = new Float64Array(AGREEMENT_SUM_COUNT * units.raters);
  const weights = new Float64Array(units.rater.length).fill(1);
  const above = new Float64Array(AGREEMENT_SUM_COUNT);
  const below = new Float64Array(AGREEMENT_SUM_COUNT);
  const places = new Map<number, number>();
  const meetings = new Float64Array(AGREEMENT_SUM_COUNT * units.rater.length);
  for (let unit = 0; unit < units.units; unit++) {
    const to = units.firstEntry[unit + 1] as number;
    for (let from = units.firstEntry[unit] as number, next = from; from < to; from = next) {
      const rater = units.rater[from] as number;
      while (next < to && units.rater[next] === rater) next++;
      sumWeighted(terms, weights.fill(1.5, from, next), above, unit, unit + 1);
      sumWeighted(terms, weights.fill(0.5, from, next), below, unit, unit + 1);
      weights.fill(1, from, next);
      const key = (units.prompt[unit] as number) * units.raters + rater;
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      for (let sum = 0; sum < AGREEMENT_SUM_COUNT; sum++) {
        const slope = (above[sum] as number) - (below[sum] as number);
        byRater[AGREEMENT_SUM_COUNT * rater + sum] = (byRater[AGREEMENT_SUM_COUNT * rater + sum] as number) + slope;
        meetings[AGREEMENT_SUM_COUNT * place + sum] = (meetings[AGREEMENT_SUM_COUNT * place + sum] as number) + slope;
      }
    }
  }
  return { raters: byRater, meetings: meetings.subarray(0, AGREEMENT_SUM_COUNT * places.size) };
}

/** Squared influences of clusters, each divided by 1 less the cluster's weight where there are weights. */
function sumSquares(
  derivatives: Float64Array,
  gradient: Float64Array,
  figures: number,
  weights: Float64Array | null,
): Float64Array {
  const variances = new Float64Array(figures);
  for (let cluster = 0; cluster < derivatives.length / AGREEMENT_SUM_COUNT; cluster++) {
    for (let figure = 0; figure < figures; figure++) {
      let influence = 0;
      for (let sum = 0; sum < AGREEMENT_SUM_COUNT; sum++) {
        influence +=
          (gradient[figure * AGREEMENT_SUM_COUNT + sum] as number) *
          (derivatives[cluster * AGREEMENT_SUM_COUNT + sum] as number);
      }
      const left = weights ? 1 - (weights[cluster] as number) : 1;
      variances[figure] = (variances[figure] as number) + (influence * influence) / left;
    }
  }
  return variances;
}
