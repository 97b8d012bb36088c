import { tokenise13a } from "./tokenise-13a";

export const ORDERS = 4;

/** How many n-grams of order 1 to 4 a prompt and an example share, each as often as both have it. */
export type SharedCounts = [number, number, number, number];

/**
 * Sentence BLEU out of its counts: geometric mean of the precisions times the brevity penalty, over the orders that the
 * hypothesis is long enough for; the k-th order without a match counts as 1 / 2ᵏ of one.
 *
 * It never falls when a count grows, which is what the index's bounds rest on.
 *
 * @param shared matches of order 1 to 4.
 * @param hypothesisLength in tokens; the prompt's.
 * @param referenceLength in tokens; the training example's.
 * @returns 0 to 100.
 * Source: Papineni et al. (2002), ACL; smoothing: Chen and Cherry (2014), WMT, method 3; effective order as in sacreBLEU.
 */
export function bleuOfCounts(shared: SharedCounts, hypothesisLength: number, referenceLength: number): number {
  if (shared.every((count) => count === 0)) return 0;
  let logs = 0;
  let smoothing = 1;
  const orders = Math.min(ORDERS, hypothesisLength);
  for (let order = 1; order <= orders; order++) {
    const total = hypothesisLength - order + 1;
    const matches = shared[order - 1] as number;
    if (matches === 0) smoothing *= 2;
    logs += Math.log((100 * (matches === 0 ? 1 / smoothing : matches)) / total);
  }
  return brevityPenalty(hypothesisLength, referenceLength) * Math.exp(logs / orders);
}

export function brevityPenalty(hypothesisLength: number, referenceLength: number): number {
  return hypothesisLength < referenceLength ? Math.exp(1 - referenceLength / hypothesisLength) : 1;
}

/**
 * BLEU of a prompt against one training example, the slow and plain way; the index is tested against it.
 *
 * @returns 0 to 100.
 */
export function sentenceBleu(hypothesis: string, reference: string): number {
  const [said, known] = [tokenise13a(hypothesis), tokenise13a(reference)];
  const shared = [1, 2, 3, 4].map((order) => countShared(countGrams(said, order), countGrams(known, order)));
  return bleuOfCounts(shared as SharedCounts, said.length, known.length);
}

function countGrams(tokens: string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= tokens.length; at++) {
    // a token holds no space
    const gram = tokens.slice(at, at + order).join(" ");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function countShared(one: Map<string, number>, other: Map<string, number>): number {
  let shared = 0;
  for (const [gram, count] of one) shared += Math.min(count, other.get(gram) ?? 0);
  return shared;
}
