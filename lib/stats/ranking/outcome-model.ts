/**
 * The chances of a vote on A and B, given A's advantage (log-odds: θA − θB, plus or minus the order effect) and a tie
 * parameter, fitted as its logarithm. The log-likelihood is concave in both.
 */
export type OutcomeModel = {
  hasTieParameter: boolean;
  /** Where a fit starts, from the share of ties. */
  startTie(tieShare: number): number;
  /** The tie parameter is above this. */
  leastTie: number;
  /** Puts the chances of A wins, tie and B wins into `out`, 0 to 1, sum 1. */
  chances(advantage: number, tie: number, out: Float64Array): void;
  /**
   * For that many votes puts into `out`: the log-likelihood; its derivatives by advantage and by tie; and minus its
   * second derivatives by advantage twice, by advantage and tie, by tie twice.
   */
  differentiate(advantage: number, tie: number, aWins: number, ties: number, bWins: number, out: Float64Array): void;
};
