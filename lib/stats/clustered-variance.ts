import { NotIdentifiableError } from "@/lib/stats/errors";
import { type Clusters, type PairVotes, sumByCluster } from "@/lib/stats/pair-votes";

/**
 * A weighted mean, or a ratio of two, taken apart: what each ballot moves it by, and each ballot's share of its weight.
 * Influences sum to 0 and weights to 1.
 */
export type Influences = { influence: Float64Array; weight: Float64Array };

/** A variance in the squared units of the figure, with Satterthwaite's degrees of freedom. */
export type ClusteredVariance = { variance: number; degreesOfFreedom: number };

/**
 * Variance of a weighted mean whose ballots hang together within clusters and not between them. Each cluster's squared
 * influence is divided by 1 less its weight, which takes away the bias of few or unequal clusters (CR2); of equal
 * clusters it is the usual factor G / (G − 1).
 *
 * @returns variance ≥ 0; degrees of freedom as of normal clusters that agree wholly within: G − 1 of equal ones, and
 * fewer where a few clusters have most of the weight.
 * @throws {RangeError} one cluster has all the weight.
 * Cost: O(ballots). Source: Bell and McCaffrey (2002), Survey Methodology 28(2); Pustejovsky and Tipton (2018), JBES
 * 36(4); the working model is that of Carter, Schnepel and Steigerwald (2017), Review of Economics and Statistics 99(4).
 */
export function clusterVariance({ influence, weight }: Influences, clusters: Clusters): ClusteredVariance {
  const sums = sumByCluster(influence, clusters);
  const weights = sumByCluster(weight, clusters);
  return { variance: sumSquares(sums, weights), degreesOfFreedom: findDegreesOfFreedom(weights) };
}

/** The same for ballots that have nothing to do with each other. */
export function ballotVariance({ influence, weight }: Influences): number {
  return sumSquares(influence, weight);
}

/**
 * Degrees of freedom of the variance above where cluster g's sum has a variance in proportion to its squared weight:
 * 2 E[V]² / Var[V], in closed form.
 *
 * @param weights of the clusters; they sum to 1, and none is 1.
 * Cost: O(clusters).
 * @example findDegreesOfFreedom(Float64Array.of(0.25, 0.25, 0.25, 0.25)) // 3
 */
export function findDegreesOfFreedom(weights: Float64Array): number {
  // with w the weights, v = w², a = 1 / (1 − w): V is a sum of squares whose covariance is
  // K[g,h] = √(a[g] a[h]) (v[g] [g = h] − w[g] v[h] − w[h] v[g] + Σv w[g] w[h]); degrees of freedom: tr(K)² / tr(K²)
  let total = 0;
  for (const w of weights) total += w * w;
  let [trace, squares, aww, avv, awv] = [0, 0, 0, 0, 0];
  for (const w of weights) {
    const v = w * w;
    const a = 1 / (1 - w);
    const low = total * w * w - 2 * w * v;
    trace += a * (v + low);
    squares += a * a * v * (v + 2 * low);
    aww += a * w * w;
    avv += a * v * v;
    awv += a * w * v;
  }
  squares += 2 * aww * avv + total * total * aww * aww + 2 * awv * awv - 4 * total * aww * awv;
  return (trace * trace) / squares;
}

/** @throws {NotIdentifiableError} all the weight is in one cluster: one prompt, one rater or one comparison. */
export function requireTwo(votes: PairVotes, weight: Float64Array, name: "prompt" | "rater" | "comparison"): void {
  const counting = sumByCluster(weight, votes[`${name}s`]).filter((of) => of > 0);
  if (counting.length >= 2) return;
  const sentence = `All votes that count here are of one ${name}: how another ${name} would differ is not known.`;
  throw new NotIdentifiableError(sentence);
}

function sumSquares(sums: Float64Array, weights: Float64Array): number {
  return sums.reduce((variance, sum, cluster) => {
    const left = 1 - (weights[cluster] as number);
    if (left < 1e-12) throw new RangeError("One cluster has all the weight.");
    return variance + sum ** 2 / left;
  }, 0);
}
