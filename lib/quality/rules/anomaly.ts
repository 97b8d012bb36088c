import chisquareQuantile from "@stdlib/stats-base-dists-chisquare-quantile";
import { listMain, type Outcome, type RaterRecord } from "@/lib/quality/rules/rater-record";
import type { Consensus } from "@/lib/quality/rules/unrelated";
import type { Review } from "@/lib/quality/schema";
import { createRandom } from "@/lib/stats/random";

const LEVEL = 0.05;
/** Looks at a rater's votes; the level is shared among them. */
const LOOKS = [10, 20, 40, 70, 100];
const LEAST_OTHERS = 10;

/**
 * Chatbot Arena's sequential test for unusual raters: each vote gets a p-value, how rare its outcome is among the others'
 * votes on the same two models, ties broken by a draw so that it is uniform for a usual rater; the p-values are combined
 * by Fisher's method and looked at after 10, 20, 40, 70 and 100 votes, each at a fifth of the level. A usual rater is
 * called unusual with probability 5% at most.
 *
 * @param seed decides the draws: the same rater gets the same score again.
 * @returns null: fewer than ten votes whose pair ten others have voted on.
 * Source: Chiang et al., Chatbot Arena (2024), on anomalous users; Fisher (1932).
 */
export function scoreAnomaly(record: RaterRecord, { byPair }: Consensus, seed: number): Review["anomaly"] {
  const random = createRandom(seed);
  let statistic = 0;
  let votes = 0;
  let score = 0;
  for (const { pair, outcome } of listMain(record)) {
    const counts = byPair.get(pair);
    const p = counts ? toPValue({ ...counts, [outcome]: counts[outcome] - 1 }, outcome, random.uniform()) : null;
    if (p === null) continue;
    votes += 1;
    statistic -= 2 * Math.log(p);
    if (LOOKS.includes(votes)) {
      score = Math.max(score, statistic / chisquareQuantile(1 - LEVEL / LOOKS.length, 2 * votes));
    }
  }
  return votes < (LOOKS[0] as number) ? null : { score, isUnusual: score > 1, votes };
}

/** null: too few others to say. */
function toPValue(others: Record<Outcome, number>, outcome: Outcome, draw: number): number | null {
  const all = others.a + others.tie + others.b;
  if (all < LEAST_OTHERS) return null;
  const own = others[outcome];
  let rarer = 0;
  let alike = 1;
  for (const count of Object.values(others)) {
    if (count < own) rarer += count;
    else if (count === own) alike += count;
  }
  return Math.max((rarer + draw * alike) / (all + 1), Number.MIN_VALUE);
}
