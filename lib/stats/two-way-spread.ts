import { clusterVariance, type Influences } from "@/lib/stats/clustered-variance";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { type Clusters, sumByCluster } from "@/lib/stats/pair-votes";
import type { Spread } from "@/lib/stats/students-t";

/** What each ballot belongs to. */
export type Crossing = { prompts: Clusters; raters: Clusters; promptRaters: Clusters };

/** What is left of nothing after sums of fractions. */
const ROUNDING = 1e-20;

/**
 * A weighted mean's spread for prompts and raters like these, clustered by both: the variance by prompt plus that by
 * rater less that by both together, and no less than the last.
 *
 * @throws {NotIdentifiableError} all the weight is in one prompt or one rater.
 * Cost: O(ballots). Source: Cameron, Gelbach and Miller (2011), JBES 29(2).
 */
export function findTwoWaySpread(value: number, influences: Influences, crossing: Crossing): Spread {
  requireTwo(influences.weight, crossing.prompts, "prompt");
  requireTwo(influences.weight, crossing.raters, "rater");
  const byPrompt = clusterVariance(influences, crossing.prompts);
  const byRater = clusterVariance(influences, crossing.raters);
  const byBoth = clusterVariance(influences, crossing.promptRaters);
  const twoWay = byPrompt.variance + byRater.variance - byBoth.variance;
  // a few votes can cancel out by chance within every prompt or every rater
  const shared = Math.max(twoWay, Math.min(byPrompt.variance, byRater.variance));
  const variance = shared > ROUNDING ? shared : byBoth.variance;
  if (!(variance > ROUNDING)) {
    throw new NotIdentifiableError("All votes that count here say the same: how sure that is cannot be estimated.");
  }
  return {
    value,
    standardError: Math.sqrt(variance),
    degreesOfFreedom: Math.min(byPrompt.degreesOfFreedom, byRater.degreesOfFreedom),
  };
}

/** @param prompt, rater by ballot. */
export function crossPromptsAndRaters(prompt: Int32Array, rater: Int32Array): Crossing {
  const raters = numberClusters(rater);
  const prompts = numberClusters(prompt);
  const both = prompts.of.map((of, ballot) => of * raters.count + (raters.of[ballot] as number));
  return { prompts, raters, promptRaters: numberClusters(both) };
}

function numberClusters(keys: Int32Array): Clusters {
  const numbers = new Map<number, number>();
  const of = keys.map((key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return { count: numbers.size, of };
}

function requireTwo(weight: Float64Array, clusters: Clusters, name: "prompt" | "rater"): void {
  if (sumByCluster(weight, clusters).filter((of) => of > 0).length >= 2) return;
  const sentence = `All votes that count here are of one ${name}: how another ${name} would differ is not known.`;
  throw new NotIdentifiableError(sentence);
}
