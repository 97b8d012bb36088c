/**
 * Where each sum stands. Every measure of agreement is a ratio of sums, and sums add over units.
 */
export const AGREEMENT_SUMS = {
  /** Ordered pairs of votes on one unit, and those of them that say the same. */
  pairs: 0,
  equalPairs: 1,
  /** Krippendorff's coincidences: an ordered pair counts 1 / (votes of its unit − 1). All, and the pairs that differ,
   * in one of their two orders. */
  coincidences: 2,
  firstAndTie: 3,
  firstAndSecond: 4,
  tieAndSecond: 5,
  /** Units with two votes or more, and their shares of equal pairs. */
  sharedUnits: 6,
  equalShares: 7,
  /** Votes that another rater's can be held against, and those that say what most of the others' say. */
  peerVotes: 8,
  peerHits: 9,
  /** Votes of units with two votes or more, by outcome. */
  sharedFirst: 10,
  sharedTie: 11,
  sharedSecond: 12,
  /** All units, as shares of votes by outcome. */
  firstShares: 13,
  tieShares: 14,
  secondShares: 15,
} as const;

export const AGREEMENT_SUM_COUNT = 16;
/** The first sum that counts votes one by one; peers are counted in pairs as well. */
export const FIRST_OF_VOTES = 8;

export type AgreementSums = Float64Array;
