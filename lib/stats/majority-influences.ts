import { NotIdentifiableError } from "@/lib/stats/errors";
import type { OutcomeScores, RateScores } from "@/lib/stats/pair-scores";
import { type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import type { RateInfluences } from "@/lib/stats/rate-influences";

/**
 * A rate over comparisons: each counts once, as what most of its votes chose of the two models; where as many chose
 * the one as the other, it is tied.
 *
 * A majority is not a sum over raters, so what a rater moves it by is found by leaving the rater's ballot out (the
 * delete-one jackknife); a comparison that only one rater judged goes as a whole. What a choice of prompts moves it by
 * is each comparison's distance from the mean.
 *
 * @throws {NotIdentifiableError} ties are dropped, and there is nothing else.
 * Cost: O(ballots). Source: Efron and Stein (1981), Annals of Statistics 9(3).
 */
export function findMajorityInfluences(votes: PairVotes, { score, counts }: RateScores): RateInfluences {
  const leads = sumByCluster(difference(votes), votes.comparisons);
  const perComparison = sumByCluster(total(votes), votes.comparisons);
  const all = sum(leads, (lead) => outcomeOf(counts, lead));
  if (all === 0) throw new NotIdentifiableError("All majorities are ties: without them nothing is left.");
  const value = sum(leads, (lead) => outcomeOf(score, lead)) / all;
  const distance = (lead: number) => (outcomeOf(score, lead) - value * outcomeOf(counts, lead)) / all;

  const lead = (ballot: number) => leads[votes.comparisons.of[ballot] as number] as number;
  const own = difference(votes);
  const share = total(votes).map(
    (of, ballot) => of / (perComparison[votes.comparisons.of[ballot] as number] as number),
  );
  const weight = share.map((of, ballot) => (of * outcomeOf(counts, lead(ballot))) / all);
  const prompt = share.map((of, ballot) => of * distance(lead(ballot)));
  const moved = share.map((of, ballot) => {
    const whole = distance(lead(ballot));
    return of === 1 ? whole : whole - distance(lead(ballot) - (own[ballot] as number));
  });
  return { value, prompt: { influence: prompt, weight }, rater: { influence: centre(moved, weight), weight } };
}

/** Leaving out a vote of an odd number makes ties on the average; that says nothing about any rater. */
function centre(moved: Float64Array, weight: Float64Array): Float64Array {
  const sum = moved.reduce((total, each) => total + each, 0);
  return moved.map((each, ballot) => each - (weight[ballot] as number) * sum);
}

function outcomeOf([better, tied, worse]: OutcomeScores, lead: number): number {
  if (lead === 0) return tied;
  return lead > 0 ? better : worse;
}

function difference({ better, worse }: PairVotes): Float64Array {
  return better.map((votes, ballot) => votes - (worse[ballot] as number));
}

function total({ better, tied, worse }: PairVotes): Float64Array {
  return better.map((votes, ballot) => votes + (tied[ballot] as number) + (worse[ballot] as number));
}

function sum(leads: Float64Array, of: (lead: number) => number): number {
  return leads.reduce((total, lead) => total + of(lead), 0);
}
