/** Two models that meet, by name. */
export type ModelPair = [string, string];

/** Which models meet: the reference with each other one, and first; else each with each, in the order of their names. */
export function toPairs(models: string[], reference: string | null, allPairs: boolean): ModelPair[] {
  const others = models.filter((name) => name !== reference).sort();
  const withReference = reference === null ? [] : others.map((name): ModelPair => [reference, name]);
  if (reference !== null && !allPairs) return withReference;
  const amongOthers = others.flatMap((a, index) => others.slice(index + 1).map((b): ModelPair => [a, b]));
  return [...withReference, ...amongOthers];
}

/**
 * Chosen pairs in the one form that a protocol has them in: the reference first in its own, names in order in others, each
 * once, in the order of `toPairs`. So the order of somebody's clicks moves no hash. Those with a model that is not compared
 * stand at the end, for the check to name.
 */
export function sortPairs(chosen: readonly ModelPair[], models: string[], reference: string | null): ModelPair[] {
  const known = toPairs(models, reference, true).filter((pair) => chosen.some((other) => isSamePair(pair, other)));
  const unknown = chosen.filter((pair) => !known.some((other) => isSamePair(pair, other)));
  return [...known, ...unknown];
}

export function isSamePair([a, b]: readonly [string, string], [c, d]: readonly [string, string]): boolean {
  return (a === c && b === d) || (a === d && b === c);
}

/** What is wrong with chosen pairs, as a sentence with the mend; null: nothing. */
export function findPairProblem(pairs: readonly ModelPair[], models: string[]): string | null {
  if (models.length < 2) return null;
  for (const [a, b] of pairs) {
    if (a === b) return `The pair of ${a} with itself compares nothing. Take it out.`;
    const unknown = [a, b].find((name) => !models.includes(name));
    if (unknown)
      return `The pair ${a}, ${b} has the model ${unknown}, which is not among the models: ${models.join(", ")}.`;
  }
  const alone = models.find((name) => !pairs.some((pair) => pair.includes(name)));
  return alone ? `The model ${alone} meets no other. Choose a pair with it, or take it out.` : null;
}
