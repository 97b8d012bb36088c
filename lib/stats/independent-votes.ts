import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { findRange, type OutcomeScores, type PairRate, RATE_SCORES } from "@/lib/stats/pair-scores";
import type { PairVotes } from "@/lib/stats/pair-votes";
import { toEstimate } from "@/lib/stats/students-t";

/**
 * The interval that is usually printed: as if each vote were of another prompt and another rater. Of a nominal 95% it
 * holds 40% to 90%, the less the more votes share; it is there to be compared with, and never to be reported.
 *
 * @throws {RangeError} level out of range.
 * @throws {NotIdentifiableError} nothing left without ties, or all votes alike.
 * Cost: O(ballots). Source: Wald's interval of a mean, or of a ratio by the delta method.
 */
export function estimateIndependently(votes: PairVotes, rate: PairRate, level: number): Estimate {
  const { score, counts } = RATE_SCORES[rate];
  const numbers = [votes.better, votes.tied, votes.worse].map((column) => column.reduce((sum, of) => sum + of, 0));
  const total = addUp(counts, (of) => of);
  if (total === 0) throw new NotIdentifiableError("All votes are ties: without them nothing is left.");
  const value = addUp(score, (of) => of) / total;
  const squares = addUp(score, (of, outcome) => (of - value * (counts[outcome] as number)) ** 2);
  if (squares < 1e-12) throw new NotIdentifiableError("All votes are alike: their spread is not known.");
  const spread = { value, standardError: Math.sqrt(squares) / total, degreesOfFreedom: Number.POSITIVE_INFINITY };
  return toEstimate(spread, level, findRange(rate));

  function addUp(scores: OutcomeScores, of: (score: number, outcome: number) => number): number {
    return numbers.reduce((sum, votesOf, outcome) => sum + votesOf * of(scores[outcome] as number, outcome), 0);
  }
}
