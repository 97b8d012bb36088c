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
 * @returns variance ≥ 0; degrees of freedom as of normal clusters within which ballots correlate as they do here:
 * G − 1 of equal clusters, and fewer where a few clusters have most of the variance.
 * @throws {RangeError} one cluster has all the weight.
 * Cost: O(ballots). Source: Bell and McCaffrey (2002), Survey Methodology 28(2); Imbens and Kolesár (2016), Review of
 * Economics and Statistics 98(4), who take the correlation from the data.
 */
export function clusterVariance(influences: Influences, clusters: Clusters): ClusteredVariance {
  const sums = sumByCluster(influences.influence, clusters);
  const weights = sumByCluster(influences.weight, clusters);
  const degreesOfFreedom = findDegreesOfFreedom(weights, toVariances(influences, clusters, sums, weights));
  return { variance: sumSquares(sums, weights), degreesOfFreedom };
}

/** The same for ballots that have nothing to do with each other. */
export function ballotVariance({ influence, weight }: Influences): number {
  return sumSquares(influence, weight);
}

/**
 * Degrees of freedom of the variance above: 2 E[V]² / Var[V], in closed form.
 *
 * @param weights of the clusters; they sum to 1, and none is 1.
 * @param variances of the clusters' sums, in any unit. Without them, each as its squared weight, as where all within a
 * cluster say the same: the fewest degrees of freedom.
 * Cost: O(clusters). Source: Bell and McCaffrey (2002); without variances Carter, Schnepel and Steigerwald (2017), Review
 * of Economics and Statistics 99(4).
 * @example findDegreesOfFreedom(Float64Array.of(0.25, 0.25, 0.25, 0.25)) // 3
 */
export function findDegreesOfFreedom(
  weights: Float64Array,
  variances: Float64Array = weights.map((w) => w * w),
): number {
  // with w the weights, v the variances, a = 1 / (1 − w): V is a sum of squares whose covariance is
  // K[g,h] = √(a[g] a[h]) (v[g] [g = h] − w[g] v[h] − w[h] v[g] + Σv w[g] w[h]); degrees of freedom: tr(K)² / tr(K²)
  const total = variances.reduce((sum, v) => sum + v, 0);
  let [trace, squares, aww, avv, awv] = [0, 0, 0, 0, 0];
  for (let cluster = 0; cluster < weights.length; cluster++) {
    const w = weights[cluster] as number;
    const v = variances[cluster] as number;
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

/** Variances of clusters' sums, in a common unit, as the mean correlation of two ballots of a cluster has them. */
function toVariances(
  { influence, weight }: Influences,
  clusters: Clusters,
  sums: Float64Array,
  weights: Float64Array,
): Float64Array {
  const own = sumByCluster(
    weight.map((of) => of * of),
    clusters,
  );
  const sumOf = (column: Float64Array, of: (value: number) => number) =>
    column.reduce((sum, value) => sum + of(value), 0);
  const square = (value: number) => value * value;
  const alone = sumOf(influence, square);
  const ownWeights = sumOf(own, (value) => value);
  const pairs = sumOf(weights, square) - ownWeights;
  // where no cluster has two ballots, or none moves anything, there is nothing to correlate
  const ratio = pairs < 1e-12 || alone < 1e-18 ? 0 : (sumOf(sums, square) - alone) / pairs / (alone / ownWeights);
  const correlation = Math.min(1, Math.max(0, ratio));
  return own.map((of, cluster) => of + correlation * ((weights[cluster] as number) ** 2 - of));
}

function sumSquares(sums: Float64Array, weights: Float64Array): number {
  return sums.reduce((variance, sum, cluster) => {
    const left = 1 - (weights[cluster] as number);
    if (left < 1e-12) throw new RangeError("One cluster has all the weight.");
    return variance + sum ** 2 / left;
  }, 0);
}
