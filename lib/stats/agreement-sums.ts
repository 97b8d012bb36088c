import { findPluralityHits, type PluralityHits } from "@/lib/stats/plurality-hits";
import { countOutcomes, FIRST_WINS, OUTCOMES, TIED, type Units } from "@/lib/stats/units";

/** Where each sum stands. Every measure of agreement is a ratio of these, and they add over units. */
export const AGREEMENT_SUMS = {
  /** Pairs of votes on one unit, and those of them that say the same. */
  pairs: 0,
  equalPairs: 1,
  /** Krippendorff's coincidences: a pair counts 1 / (votes of its unit − 1). All of them, and those that differ. */
  coincidences: 2,
  firstAndTie: 3,
  firstAndSecond: 4,
  tieAndSecond: 5,
  /** Votes of shared units, by outcome. */
  sharedFirst: 6,
  sharedTie: 7,
  sharedSecond: 8,
  /** Shared units, and their shares of equal pairs. */
  sharedUnits: 9,
  equalShares: 10,
  /** All units, as shares of votes by outcome. */
  firstShares: 11,
  tieShares: 12,
  secondShares: 13,
  /** Votes that another rater's can be held against, and those that say what most of the others' say. */
  peerVotes: 14,
  peerHits: 15,
} as const;
export const AGREEMENT_SUM_COUNT = 16;
export type AgreementSums = Float64Array;

/** Units made ready for being summed again and again. */
export type AgreementTerms = { units: Units; votesOfUnit: Float64Array; plurality: PluralityHits };

export function toAgreementTerms(units: Units): AgreementTerms {
  const counts = countOutcomes(units);
  const votesOfUnit = new Float64Array(units.units);
  for (let unit = 0; unit < units.units; unit++) {
    const at = OUTCOMES * unit;
    votesOfUnit[unit] = (counts[at] as number) + (counts[at + 1] as number) + (counts[at + 2] as number);
  }
  return { units, votesOfUnit, plurality: findPluralityHits(units) };
}

/** The sums of all units as they are. */
export function sumAgreement(terms: AgreementTerms): AgreementSums {
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  sumWeighted(terms, new Float64Array(terms.units.rater.length).fill(1), sums, 0, terms.units.units);
  return sums;
}

/** Unweighted sums, AGREEMENT_SUM_COUNT numbers a prompt. */
export function sumByPrompt(terms: AgreementTerms): Float64Array {
  const { units, prompts, prompt } = terms.units;
  const sums = new Float64Array(AGREEMENT_SUM_COUNT * prompts);
  const weights = new Float64Array(terms.units.rater.length).fill(1);
  for (let from = 0, to = 0; from < units; from = to) {
    while (to < units && prompt[to] === prompt[from]) to++;
    const at = AGREEMENT_SUM_COUNT * (prompt[from] as number);
    sumWeighted(terms, weights, sums.subarray(at, at + AGREEMENT_SUM_COUNT), from, to);
  }
  return sums;
}

/**
 * Fills `sums` from the units `fromUnit` to `toUnit` − 1, where each entry's votes weigh as given and a pair of votes
 * weighs the product. What a pair counts is fixed by how many votes there are, and not by their weights: so a rater's
 * weight moves the sums by all that the rater's votes have a part in.
 */
export function sumWeighted(
  terms: AgreementTerms,
  weights: Float64Array,
  sums: AgreementSums,
  fromUnit: number,
  toUnit: number,
): void {
  sumPairs(terms, weights, sums, fromUnit, toUnit);
  sumPeers(terms, weights, sums, fromUnit, toUnit);
}

// sums are kept in variables and written once: the bootstrap spends nearly all of its time in these two loops
function sumPairs(
  { units: { firstEntry, outcome, votes }, votesOfUnit }: AgreementTerms,
  weights: Float64Array,
  sums: AgreementSums,
  fromUnit: number,
  toUnit: number,
): void {
  const [wonByFirst, tied] = [FIRST_WINS, TIED];
  let [pairs, equalPairs, coincidences, firstAndTie, firstAndSecond, tieAndSecond] = [0, 0, 0, 0, 0, 0];
  let [sharedFirst, sharedTie, sharedSecond, sharedUnits, equalShares] = [0, 0, 0, 0, 0];
  let [firstShares, tieShares, secondShares] = [0, 0, 0];
  for (let unit = fromUnit; unit < toUnit; unit++) {
    const to = firstEntry[unit + 1] as number;
    let first = 0;
    let tie = 0;
    let second = 0;
    let itself = 0;
    for (let entry = firstEntry[unit] as number; entry < to; entry++) {
      const weight = weights[entry] as number;
      const weighted = weight * (votes[entry] as number);
      const said = outcome[entry] as number;
      if (said === wonByFirst) first += weighted;
      else if (said === tied) tie += weighted;
      else second += weighted;
      itself += weight * weighted;
    }
    const count = votesOfUnit[unit] as number;
    firstShares += first / count;
    tieShares += tie / count;
    secondShares += second / count;
    if (count < 2) continue;
    const total = first + tie + second;
    const all = total * total - itself;
    const equal = first * first + tie * tie + second * second - itself;
    const byOthers = 1 / (count - 1);
    pairs += all;
    equalPairs += equal;
    coincidences += all * byOthers;
    firstAndTie += first * tie * byOthers;
    firstAndSecond += first * second * byOthers;
    tieAndSecond += tie * second * byOthers;
    sharedFirst += first;
    sharedTie += tie;
    sharedSecond += second;
    sharedUnits += (all * byOthers) / count;
    equalShares += (equal * byOthers) / count;
  }
  sums.set([pairs, equalPairs, coincidences, firstAndTie, firstAndSecond, tieAndSecond], AGREEMENT_SUMS.pairs);
  sums.set([sharedFirst, sharedTie, sharedSecond, sharedUnits, equalShares], AGREEMENT_SUMS.sharedFirst);
  sums.set([firstShares, tieShares, secondShares], AGREEMENT_SUMS.firstShares);
}

function sumPeers(
  { units: { firstEntry }, plurality }: AgreementTerms,
  weights: Float64Array,
  sums: AgreementSums,
  fromUnit: number,
  toUnit: number,
): void {
  const { votes, hits, hitsGiven, pairVotes, pairHits } = plurality;
  let peerVotes = 0;
  let peerHits = 0;
  for (let unit = fromUnit; unit < toUnit; unit++) {
    const from = firstEntry[unit] as number;
    const to = firstEntry[unit + 1] as number;
    const both = (weights[from] as number) * (weights[to - 1] as number);
    peerVotes += both * (pairVotes[unit] as number);
    peerHits += both * (pairHits[unit] as number);
    for (let entry = from; entry < to; entry++) {
      const weight = weights[entry] as number;
      peerVotes += weight * (votes[entry] as number);
      peerHits += weight * (hits[entry] as number) + (weight - 1) * (hitsGiven[entry] as number);
    }
  }
  sums[AGREEMENT_SUMS.peerVotes] = peerVotes;
  sums[AGREEMENT_SUMS.peerHits] = peerHits;
}
