/** Votes of one comparison: for the one model, for neither, for the other. */
export type Tally = { better: number; tied: number; worse: number };

/** What a majority scores, by its lead: better less worse. */
type MajorityScore = (lead: number) => number;

/**
 * The share of the variance of majorities over comparisons that is of the comparisons themselves, and would be there
 * again with other raters. It is the correlation between the majority in one half of the votes and the majority in the
 * other half, over all ways to halve them, brought up to the whole number of votes.
 *
 * @param tallies of comparisons; those with one vote cannot be halved and are passed over.
 * @returns 0 to 1; 0 with fewer than two comparisons to halve, or where nothing correlates.
 * Cost: O(different tallies · votes²). Source: Spearman (1910) and Brown (1910), British Journal of Psychology 3.
 */
export function findReliability(tallies: readonly Tally[], score: MajorityScore): number {
  const known = new Map<string, HalfMoments>();
  const sums: HalfMoments = { one: 0, other: 0, oneSquared: 0, otherSquared: 0, product: 0 };
  let halved = 0;
  for (const tally of tallies) {
    if (tally.better + tally.tied + tally.worse < 2) continue;
    const key = `${tally.better} ${tally.tied} ${tally.worse}`;
    const moments = known.get(key) ?? averageOverHalves(tally, score);
    known.set(key, moments);
    for (const moment of MOMENTS) sums[moment] += moments[moment];
    halved += 1;
  }
  if (halved < 2) return 0;
  const covariance = sums.product - (sums.one * sums.other) / halved;
  const ofOne = sums.oneSquared - sums.one ** 2 / halved;
  const ofOther = sums.otherSquared - sums.other ** 2 / halved;
  // halves that all score alike differ by rounding alone
  if (ofOne <= ROUNDING * sums.oneSquared || ofOther <= ROUNDING * sums.otherSquared || covariance <= 0) return 0;
  const correlation = Math.min(1, covariance / Math.sqrt(ofOne * ofOther));
  return (2 * correlation) / (1 + correlation);
}

const ROUNDING = 1e-12;

const MOMENTS = ["one", "other", "oneSquared", "otherSquared", "product"] as const;
type HalfMoments = Record<(typeof MOMENTS)[number], number>;

/** Over all ways to take half of a comparison's votes: the smaller half where their number is odd. */
function averageOverHalves({ better, tied, worse }: Tally, score: MajorityScore): HalfMoments {
  const half = Math.floor((better + tied + worse) / 2);
  const sums: HalfMoments = { one: 0, other: 0, oneSquared: 0, otherSquared: 0, product: 0 };
  let ways = 0;
  for (let won = Math.max(0, half - tied - worse); won <= Math.min(better, half); won++) {
    for (let lost = Math.max(0, half - won - tied); lost <= Math.min(worse, half - won); lost++) {
      const weight = choose(better, won) * choose(worse, lost) * choose(tied, half - won - lost);
      const one = score(won - lost);
      const other = score(better - won - (worse - lost));
      ways += weight;
      sums.one += weight * one;
      sums.other += weight * other;
      sums.oneSquared += weight * one * one;
      sums.otherSquared += weight * other * other;
      sums.product += weight * one * other;
    }
  }
  for (const moment of MOMENTS) sums[moment] /= ways;
  return sums;
}

/** Ways to choose k of n things; finite up to n = 1,000. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step++) ways *= (n - k + step) / step;
  return ways;
}
