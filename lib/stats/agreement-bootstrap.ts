import type { MeasureAll } from "@/lib/stats/agreement-influence";
import { AGREEMENT_SUM_COUNT, type AgreementSums } from "@/lib/stats/agreement-sums";
import { type AgreementTerms, sumWeighted } from "@/lib/stats/agreement-terms";
import type { Random } from "@/lib/stats/random";

/** By round, how far a draw of prompts, and one of raters, moved a figure from its mean over the draws. */
export type AgreementDraws = { prompts: Float64Array; raters: Float64Array };

/**
 * Bayesian bootstrap over prompts and, by itself, over raters: each gets a weight from the standard exponential
 * distribution, and each figure is computed anew from the weighted votes. A pair of votes weighs as its two raters'
 * weights multiplied.
 *
 * @param figures how many `measure` fills in; as many are returned.
 * @param rounds draws of prompts, and as many of raters.
 * Cost: O(rounds · votes). Source: Rubin (1981), Annals of Statistics 9(1). Weights never lose a prompt, a rater or a
 * unit, as drawing with replacement does.
 */
export function drawAgreement(
  terms: AgreementTerms,
  measure: MeasureAll,
  figures: number,
  rounds: number,
  random: Random,
): AgreementDraws[] {
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  const ofPrompt = new Float64Array(terms.promptVotes.length);
  const prompts = repeat(rounds, figures, measure, sums, () => {
    drawWeights(ofPrompt, random);
    addPrompts(terms.prompts, ofPrompt, sums);
  });
  const ofRater = new Float64Array(terms.raterVotes.length);
  const raters = repeat(rounds, figures, measure, sums, () => {
    drawWeights(ofRater, random);
    sumWeighted(terms, ofRater, sums);
  });
  return prompts.map((of, figure) => ({ prompts: of, raters: raters[figure] as Float64Array }));
}

function repeat(
  rounds: number,
  figures: number,
  measure: MeasureAll,
  sums: AgreementSums,
  draw: () => void,
): Float64Array[] {
  const drawn = Array.from({ length: figures }, () => new Float64Array(rounds));
  const values = new Float64Array(figures);
  for (let round = 0; round < rounds; round++) {
    draw();
    measure(sums, values);
    for (let figure = 0; figure < figures; figure++) (drawn[figure] as Float64Array)[round] = values[figure] as number;
  }
  for (const each of drawn) {
    const mean = each.reduce((sum, value) => sum + value, 0) / rounds;
    for (let round = 0; round < rounds; round++) each[round] = (each[round] as number) - mean;
  }
  return drawn;
}

function drawWeights(weights: Float64Array, random: Random): void {
  for (let index = 0; index < weights.length; index++) weights[index] = -Math.log(1 - random.uniform());
}

function addPrompts(ofPrompt: Float64Array, weights: Float64Array, sums: AgreementSums): void {
  const width = AGREEMENT_SUM_COUNT;
  sums.fill(0);
  for (let prompt = 0; prompt < weights.length; prompt++) {
    const weight = weights[prompt] as number;
    for (let sum = 0; sum < width; sum++) {
      sums[sum] = (sums[sum] as number) + weight * (ofPrompt[width * prompt + sum] as number);
    }
  }
}
