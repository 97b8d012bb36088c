import { AGREEMENT_SUM_COUNT, type AgreementSums } from "@/lib/stats/agreement-sums";
import { type AgreementTerms, sumAgreement } from "@/lib/stats/agreement-terms";
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
 * Cost: O(meetings). Source: Cameron, Gelbach and Miller (2011), JBES 29(2), here for
 * U-statistics; few or unequal clusters as in `clusterVariance`; degrees of freedom of the way that has fewer.
 */
export function findAgreementSpreads(terms: AgreementTerms, measure: MeasureAll, figures: number): AgreementSpread[] {
  const promptWeights = toWeights(terms.promptVotes, "prompt");
  const raterWeights = toWeights(terms.raterVotes, "rater");
  const gradient = findGradient(sumAgreement(terms), measure, figures);
  const prompts = sumSquares(terms.prompts, gradient, figures, promptWeights);
  const raters = sumSquares(terms.raterSlopes, gradient, figures, raterWeights);
  const meetings = sumSquares(terms.meetingSlopes, gradient, figures, null);
  const freedom = Math.min(findDegreesOfFreedom(promptWeights), findDegreesOfFreedom(raterWeights));
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

/** Shares of the votes on units that have two votes or more. */
function toWeights(votes: Float64Array, name: "prompt" | "rater"): Float64Array {
  if (votes.filter((of) => of > 0).length < 2) {
    const sentence = `All votes on shared comparisons are of one ${name}: how another ${name} would differ is not known.`;
    throw new NotIdentifiableError(sentence);
  }
  const total = votes.reduce((sum, of) => sum + of, 0);
  return votes.map((of) => of / total);
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
