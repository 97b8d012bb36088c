import type { Protocol } from "@/lib/studies/schema";

/** Whether a pair is shown the other way round: the reference first, and without one the first by name. */
export function isTurned(modelA: string, modelB: string, reference: string | null): boolean {
  return modelA !== reference && (modelB === reference || modelB < modelA);
}

/** As it is shown. */
export function orientPair([modelA, modelB]: [string, string], reference: string | null): [string, string] {
  return isTurned(modelA, modelB, reference) ? [modelB, modelA] : [modelA, modelB];
}

/**
 * The pairs that a protocol declares on each of its sets, as they are shown: a reference's opponents in the order in which
 * the researcher listed the models, all pairs as the protocol has them.
 */
export function listDeclaredPairs({ pairs, models, reference }: Protocol): Protocol["pairs"] {
  const isOneAgainstAll = pairs.every(([first]) => first === reference);
  const listed = isOneAgainstAll ? pairs.toSorted(([, a], [, b]) => models.indexOf(a) - models.indexOf(b)) : pairs;
  // an imported study's pairs stand in the order of the database's collation
  return listed.map((pair) => orientPair(pair, reference));
}

/** Of pairs that no protocol puts in order. */
export function compareNames([a, b]: [string, string], [c, d]: [string, string]): number {
  if (a !== c) return a < c ? -1 : 1;
  return b === d ? 0 : b < d ? -1 : 1;
}
