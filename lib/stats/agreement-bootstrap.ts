import {
  AGREEMENT_SUM_COUNT,
  type AgreementSums,
  type AgreementTerms,
  sumByPrompt,
  sumWeighted,
} from "./agreement-sums";
import type { Random } from "./random";
import type { Units } from "./units";

/** Half a weight up or down: mean 1, and no draw can lose all of a unit's votes, as drawing with replacement may. */
const STEP = 0.5;

/** Spread of each measure over the draws of one kind of cluster: what each would add to the variance by itself. */
export type AgreementVariances = { prompts: Float64Array; raters: Float64Array; votes: Float64Array };

/**
 * Multiplier bootstrap of measures of agreement over the two things that votes share. Prompts are drawn, raters are
 * drawn, and, so that the votes' own noise can be told from what raters share, single votes are drawn.
 *
 * No one way to draw rows and columns together gets the variance of a crossed table right (McCullagh 2000), and drawing
 * prompts and raters at once counts the votes' own noise three times (Owen 2007); so the three are drawn apart, and the
 * variance is prompts' + raters' − votes' (Cameron, Gelbach and Miller 2011).
 *
 * @param measure fills its second argument with figures, from sums; the same number of them each time.
 * @param figures how many they are.
 * @param rounds draws of each kind.
 * Cost: O(rounds · votes). Source of the weights: Chatterjee and Bose (2005), Annals of Statistics 33, 414–436.
 */
export function bootstrapAgreement(
  terms: AgreementTerms,
  measure: (sums: AgreementSums, into: Float64Array) => void,
  figures: number,
  rounds: number,
  random: Random,
): AgreementVariances {
  const entries = terms.units.rater.length;
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  const weights = new Float64Array(entries);
  const byPrompt = sumByPrompt(terms);
  const ofPrompt = new Float64Array(terms.units.prompts);
  const ofRater = new Float64Array(terms.units.raters);
  const { meetings, count } = numberMeetings(terms.units);
  const ofMeeting = new Float64Array(count);

  const spread = (draw: () => void) => {
    const drawn = new Float64Array(figures * rounds);
    for (let round = 0; round < rounds; round++) {
      draw();
      measure(sums, drawn.subarray(figures * round, figures * (round + 1)));
    }
    return toVariances(drawn, figures);
  };
  return {
    prompts: spread(() => {
      drawWeights(ofPrompt, random);
      addPrompts(byPrompt, ofPrompt, sums);
    }),
    raters: spread(() => {
      drawWeights(ofRater, random);
      spreadWeights(ofRater, terms.units.rater, weights);
      sumWeighted(terms, weights, sums, 0, terms.units.units);
    }),
    votes: spread(() => {
      drawWeights(ofMeeting, random);
      spreadWeights(ofMeeting, meetings, weights);
      sumWeighted(terms, weights, sums, 0, terms.units.units);
    }),
  };
}

/** 32 weights from one draw: most of the time would go into drawing otherwise. */
function drawWeights(weights: Float64Array, random: Random): void {
  let bits = 0;
  for (let index = 0; index < weights.length; index++) {
    if (index % 32 === 0) bits = Math.floor(random.uniform() * 2 ** 32);
    weights[index] = (bits >>> (index % 32)) & 1 ? 1 + STEP : 1 - STEP;
  }
}

function addPrompts(byPrompt: Float64Array, weights: Float64Array, sums: AgreementSums): void {
  sums.fill(0);
  for (let prompt = 0; prompt < weights.length; prompt++) {
    const weight = weights[prompt] as number;
    for (let sum = 0; sum < AGREEMENT_SUM_COUNT; sum++) {
      sums[sum] = (sums[sum] as number) + weight * (byPrompt[AGREEMENT_SUM_COUNT * prompt + sum] as number);
    }
  }
}

/** By entry: which rater and prompt. All that one rater said of one prompt is drawn together. */
function numberMeetings(units: Units): { meetings: Int32Array; count: number } {
  const numbers = new Map<number, number>();
  const meetings = new Int32Array(units.rater.length);
  for (let unit = 0; unit < units.units; unit++) {
    const to = units.firstEntry[unit + 1] as number;
    for (let entry = units.firstEntry[unit] as number; entry < to; entry++) {
      const key = (units.prompt[unit] as number) * units.raters + (units.rater[entry] as number);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      meetings[entry] = number;
    }
  }
  return { meetings, count: numbers.size };
}

function spreadWeights(ofCluster: Float64Array, clusters: Int32Array, weights: Float64Array): void {
  for (let entry = 0; entry < weights.length; entry++) weights[entry] = ofCluster[clusters[entry] as number] as number;
}

function toVariances(drawn: Float64Array, figures: number): Float64Array {
  const rounds = drawn.length / figures;
  return Float64Array.from({ length: figures }, (_, figure) => {
    let sum = 0;
    for (let at = figure; at < drawn.length; at += figures) sum += drawn[at] as number;
    let squares = 0;
    for (let at = figure; at < drawn.length; at += figures) squares += ((drawn[at] as number) - sum / rounds) ** 2;
    return squares / (rounds - 1) / STEP ** 2;
  });
}
