/** How well one declared pair of models is known, and what can still be asked about it. */
export type PairPrecision = {
  /** Votes that count. */
  votes: number;
  /** Of the declared interval for the difference: 0 to 1, as a share; null: it cannot be estimated yet. */
  halfWidth: number | null;
  /** Half-width under "these prompts": the part of it that more votes on the same prompts take away. */
  shrinkable: number | null;
  /** Places for votes that are left. */
  places: number;
};

/** Of one vote's difference, which is −1, 0 or 1, at two standard errors: what an unknown pair may cost at most. */
const LARGEST_COST = 4;
const STEPS = 60;

/**
 * With what probability each pair should be drawn next, so that the widest of their intervals becomes as narrow as the
 * coming votes can make it.
 *
 * The square of a half-width is taken for floor² + cost / votes, the floor being what votes on these prompts cannot take
 * away. As many votes again as there have been are spread so that the widest is least: each pair whose interval is wider
 * than some width gets what brings it down to that width, others nothing. A pair gets its part of that, mixed with an
 * even share, so that none is ever starved and a pair that looked better known than it is puts itself right.
 *
 * It chooses between pairs alone: prompts that split raters must never get more votes for it, or the win rate is biased.
 *
 * @param floor the least probability of each pair, as a share of an even one: 0 to 1.
 * @returns one a pair, above 0, sum 1. All even where nothing is known yet, or no place is left.
 * @throws {RangeError} a floor not above 0, or above 1.
 * Cost: O(pairs). Source: water-filling, as in power allocation (Boyd and Vandenberghe 2004, §5.5.3), for a minimax.
 * @example chooseWeights([{ votes: 100, halfWidth: 0.1, shrinkable: 0.1, places: 500 }, …], 0.25)
 */
export function chooseWeights(pairs: readonly PairPrecision[], floor: number): number[] {
  if (!(floor > 0 && floor <= 1)) throw new RangeError(`A floor of ${floor}: above 0 and up to 1 is wanted.`);
  const even = 1 / pairs.length;
  const wanted = spreadVotes(pairs.map(toCost(pairs)));
  const sum = wanted.reduce((total, votes) => total + votes, 0);
  return wanted.map((votes) => (sum > 0 ? floor * even + (1 - floor) * (votes / sum) : even));
}

type Cost = { votes: number; places: number; cost: number; floorSquare: number };

function toCost(pairs: readonly PairPrecision[]): (pair: PairPrecision) => Cost {
  const costOf = ({ votes, shrinkable }: PairPrecision) => (shrinkable === null ? null : votes * shrinkable ** 2);
  const known = pairs.map(costOf).filter((cost) => cost !== null);
  const unknown = Math.max(LARGEST_COST, ...known);
  return (pair) => {
    const { votes, halfWidth, shrinkable, places } = pair;
    const floorSquare = Math.max(0, (halfWidth ?? 0) ** 2 - (shrinkable ?? halfWidth ?? 0) ** 2);
    return { votes: Math.max(1, votes), places, cost: costOf(pair) ?? unknown, floorSquare };
  };
}

/** @returns the votes that each should get of as many as there have been. */
function spreadVotes(pairs: readonly Cost[]): number[] {
  const horizon = pairs.reduce((sum, { votes }) => sum + votes, 0);
  // the square of the width to which all are brought down
  let low = Math.max(...pairs.map(({ floorSquare }) => floorSquare));
  let high = Math.max(...pairs.map(({ votes, cost, floorSquare }) => floorSquare + cost / votes));
  const need = (square: number) =>
    pairs.map(({ votes, places, cost, floorSquare }) =>
      Math.min(places, Math.max(0, cost / Math.max(square - floorSquare, Number.MIN_VALUE) - votes)),
    );
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (need(middle).reduce((sum, votes) => sum + votes, 0) > horizon) low = middle;
    else high = middle;
  }
  return need(high);
}
