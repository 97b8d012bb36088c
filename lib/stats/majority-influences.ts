import type { Influences } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { type OutcomeScores, type RateScores, scoreBallots, scoreMajority } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import type { Tally } from "@/lib/stats/split-majorities";

export type MajorityInfluences = {
  value: number;
  /** A comparison's distance from the mean, spread over its ballots. */
  ofComparisons: Influences;
  /** What a rater's ballot moves it by. */
  ofRaters: Influences;
};

/** What a majority counts, as a distance from the mean, by its lead: better less worse. */
type Distance = (lead: number) => number;

/**
 * A rate over majorities, and what comparisons and raters move it by.
 *
 * Leaving a ballot out turns few majorities, and which ones is a matter of the other votes: taken as they are, such
 * jumps make the sums over raters far too uncertain. A ballot's influence is therefore what it does on the average
 * when the others are drawn anew from the votes of its comparison; as that blurs close majorities, all are made larger
 * by one factor, so that a vote for the model does as much as by jumps.
 *
 * @throws {NotIdentifiableError} ties are dropped, and there is nothing else.
 * Cost: O(ballots), and O(votes²) for each different tally of a comparison. Source: the jackknife of a bagged statistic,
 * Efron (2014), JASA 109(507).
 */
export function findMajorityInfluences(votes: PairVotes, rate: RateScores): MajorityInfluences {
  const tallies = tallyComparisons(votes);
  const leads = tallies.map(({ better, worse }) => better - worse);
  const total = (scores: OutcomeScores) => leads.reduce((sum, lead) => sum + scoreMajority(scores, lead), 0);
  const counting = total(rate.counts);
  if (counting === 0) throw new NotIdentifiableError("All majorities are ties: without them nothing is left.");
  const value = total(rate.score) / counting;
  const distance = toDistance(rate, value, counting);

  const ballots = sumByCluster(new Float64Array(votes.ballots).fill(1), votes.comparisons);
  const toBallots = (of: (comparison: number) => number) =>
    Float64Array.from(votes.comparisons.of, (comparison) => of(comparison));
  const raters = toBallots((comparison) => ballots[comparison] as number);
  const lead = toBallots((comparison) => leads[comparison] as number);
  const weight = lead.map((of, ballot) => scoreMajority(rate.counts, of) / counting / (raters[ballot] as number));
  const ofComparisons = lead.map((of, ballot) => distance(of) / (raters[ballot] as number));

  const own = scoreBallots(votes, [1, 0, -1]);
  const jumps = centre(
    lead.map((of, ballot) => distance(of) - distance(of - (own[ballot] as number))),
    votes,
    raters,
  );
  const averages = centre(averageEffects(votes, tallies, own, distance), votes, raters);
  const opinions = centre(own, votes, raters);
  const factor = divide(multiply(opinions, jumps), multiply(opinions, averages));
  // a comparison that only one rater judged goes as a whole
  const ofRaters = averages.map((of, ballot) =>
    raters[ballot] === 1 ? distance(lead[ballot] as number) : factor * of,
  );
  return { value, ofComparisons: { influence: ofComparisons, weight }, ofRaters: { influence: ofRaters, weight } };
}

/** By comparison. */
export function tallyComparisons(votes: PairVotes): Tally[] {
  const [better, tied, worse] = [votes.better, votes.tied, votes.worse].map((of) =>
    sumByCluster(of, votes.comparisons),
  );
  return Array.from(better as Float64Array, (of, comparison) => ({
    ...{ better: of, tied: (tied as Float64Array)[comparison] as number },
    worse: (worse as Float64Array)[comparison] as number,
  }));
}

export function toDistance({ score, counts }: RateScores, value: number, counting = 1): Distance {
  return (lead) => (scoreMajority(score, lead) - value * scoreMajority(counts, lead)) / counting;
}

/**
 * What each ballot does to its comparison when the others' votes are drawn from the comparison's own.
 *
 * @returns up to a constant of the comparison.
 */
function averageEffects(votes: PairVotes, tallies: Tally[], own: Float64Array, distance: Distance): Float64Array {
  const known = new Map<string, Float64Array>();
  const chances = tallies.map((tally) => {
    const key = `${tally.better} ${tally.tied} ${tally.worse}`;
    const leads = known.get(key) ?? drawLeads(tally);
    known.set(key, leads);
    return leads;
  });
  return own.map((vote, ballot) => {
    const ofLeads = chances[votes.comparisons.of[ballot] as number] as Float64Array;
    const middle = (ofLeads.length - 1) / 2;
    return ofLeads.reduce((sum, chance, place) => sum + chance * distance(place - middle + vote), 0);
  });
}

/** The chances of each lead, from the lowest, of one vote less than the tally has, each drawn from it. */
function drawLeads({ better, tied, worse }: Tally): Float64Array {
  const all = better + tied + worse;
  let chances = Float64Array.of(1);
  for (let vote = 1; vote < all; vote++) {
    const next = new Float64Array(chances.length + 2);
    chances.forEach((chance, place) => {
      next[place] = (next[place] as number) + (chance * worse) / all;
      next[place + 1] = (next[place + 1] as number) + (chance * tied) / all;
      next[place + 2] = (next[place + 2] as number) + (chance * better) / all;
    });
    chances = next;
  }
  return chances;
}

/**
 * Takes each comparison's mean away: leaving out any vote of an odd number makes ties, which says nothing about its
 * rater. What of the rater's own goes with the mean is given back.
 */
function centre(column: Float64Array, { comparisons }: PairVotes, raters: Float64Array): Float64Array {
  const sums = sumByCluster(column, comparisons);
  return column.map((of, ballot) => {
    const count = raters[ballot] as number;
    if (count === 1) return 0;
    return ((of - (sums[comparisons.of[ballot] as number] as number) / count) * count) / (count - 1);
  });
}

function multiply(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, of, place) => sum + of * (other[place] as number), 0);
}

function divide(part: number, whole: number): number {
  return Math.abs(whole) < 1e-12 ? 0 : part / whole;
}
