import { countOutcomes, OUTCOMES, type Units } from "@/lib/stats/units";

/** Votes on the units that two raters or more judged, with whose confusion matrix each is read by. */
export type SharedVotes = {
  /** By shared unit: its number in `Units`. */
  unit: Int32Array;
  /** Length shared units + 1. */
  firstEntry: Int32Array;
  /** By entry: where the column of its confusion matrix and vote begins in the parameters. */
  column: Int32Array;
  votes: Int32Array;
  /** By rater. */
  votesOfRater: Float64Array;
  /** By rater: number of the confusion matrix. */
  matrix: Int32Array;
  /** Shares of the consensus, and then a confusion matrix [consensus][vote] each; all of them probabilities. */
  parameters: number;
};

/** A confusion matrix. */
export const MATRIX = OUTCOMES * OUTCOMES;

/** A vote that was never given counts as so much of one: no single vote rules an outcome out. */
const FLOOR = 1e-10;

/** @param leastVotes raters with fewer votes on shared units have one confusion matrix together. */
export function shareVotes(units: Units, leastVotes: number): SharedVotes {
  const shared = Array.from({ length: units.units }, (_, unit) => unit).filter((unit) => {
    const last = (units.firstEntry[unit + 1] as number) - 1;
    return units.rater[units.firstEntry[unit] as number] !== units.rater[last];
  });
  const entries = shared.flatMap((unit) => {
    const from = units.firstEntry[unit] as number;
    return Array.from({ length: (units.firstEntry[unit + 1] as number) - from }, (_, place) => from + place);
  });
  const votesOfRater = new Float64Array(units.raters);
  for (const entry of entries) {
    const rater = units.rater[entry] as number;
    votesOfRater[rater] = (votesOfRater[rater] as number) + (units.votes[entry] as number);
  }
  const together = units.raters;
  const matrix = Int32Array.from(votesOfRater, (votes, rater) => (votes < leastVotes ? together : rater));
  const firstEntry = new Int32Array(shared.length + 1);
  shared.forEach((unit, place) => {
    const length = (units.firstEntry[unit + 1] as number) - (units.firstEntry[unit] as number);
    firstEntry[place + 1] = (firstEntry[place] as number) + length;
  });
  return {
    unit: Int32Array.from(shared),
    firstEntry,
    column: Int32Array.from(entries, (entry) => {
      return OUTCOMES + MATRIX * (matrix[units.rater[entry] as number] as number) + (units.outcome[entry] as number);
    }),
    votes: Int32Array.from(entries, (entry) => units.votes[entry] as number),
    votesOfRater,
    matrix,
    parameters: OUTCOMES + MATRIX * (units.raters + 1),
  };
}

/** Parameters where each unit's consensus is taken to be the shares of its votes. */
export function startFromShares(units: Units, shared: SharedVotes): Float64Array {
  const counts = countOutcomes(units);
  const parameters = new Float64Array(shared.parameters);
  const consensus = new Float64Array(OUTCOMES);
  shared.unit.forEach((unit, place) => {
    const of = counts.subarray(OUTCOMES * unit, OUTCOMES * (unit + 1));
    const votes = of.reduce((sum, count) => sum + count, 0);
    for (let outcome = 0; outcome < OUTCOMES; outcome++) consensus[outcome] = (of[outcome] as number) / votes;
    addUnit(shared, place, consensus, parameters);
  });
  normalise(parameters);
  return parameters;
}

/**
 * One step of expectation and maximisation.
 *
 * @param from parameters. `into` is filled with the next ones; `consensus`, three numbers a shared unit, if wanted.
 * @returns the log-likelihood of `from`, in natural units.
 * Cost: O(votes).
 */
export function sweep(
  shared: SharedVotes,
  from: Float64Array,
  into: Float64Array,
  consensus: Float64Array | null,
): number {
  const logs = from.map(Math.log);
  const chances = new Float64Array(OUTCOMES);
  let logLikelihood = 0;
  into.fill(0);
  for (let place = 0; place < shared.unit.length; place++) {
    logLikelihood += findChances(shared, place, logs, chances);
    addUnit(shared, place, chances, into);
    if (consensus) consensus.set(chances, OUTCOMES * place);
  }
  normalise(into);
  return logLikelihood;
}

/** Rows that sum to 1, from counts or from what an extrapolation made of probabilities. */
export function normalise(parameters: Float64Array): void {
  for (let row = 0; row < parameters.length; row += 3) {
    const first = Math.max(parameters[row] as number, FLOOR);
    const tie = Math.max(parameters[row + 1] as number, FLOOR);
    const second = Math.max(parameters[row + 2] as number, FLOOR);
    const total = first + tie + second;
    parameters[row] = first / total;
    parameters[row + 1] = tie / total;
    parameters[row + 2] = second / total;
  }
}

/** Fills `chances`, of each outcome being the unit's consensus. @returns the log-probability of the unit's votes. */
function findChances(shared: SharedVotes, place: number, logs: Float64Array, chances: Float64Array): number {
  const to = shared.firstEntry[place + 1] as number;
  let first = logs[0] as number;
  let tie = logs[1] as number;
  let second = logs[2] as number;
  for (let entry = shared.firstEntry[place] as number; entry < to; entry++) {
    const column = shared.column[entry] as number;
    const votes = shared.votes[entry] as number;
    first += votes * (logs[column] as number);
    tie += votes * (logs[column + 3] as number);
    second += votes * (logs[column + 6] as number);
  }
  // less the largest, so that the products of many small probabilities do not vanish together
  const most = Math.max(first, tie, second);
  const total = Math.exp(first - most) + Math.exp(tie - most) + Math.exp(second - most);
  chances[0] = Math.exp(first - most) / total;
  chances[1] = Math.exp(tie - most) / total;
  chances[2] = Math.exp(second - most) / total;
  return most + Math.log(total);
}

/** Counts a unit's consensus, and its votes by consensus. */
function addUnit(shared: SharedVotes, place: number, chances: Float64Array, counts: Float64Array): void {
  const to = shared.firstEntry[place + 1] as number;
  for (let outcome = 0; outcome < 3; outcome++) {
    const chance = chances[outcome] as number;
    counts[outcome] = (counts[outcome] as number) + chance;
    for (let entry = shared.firstEntry[place] as number; entry < to; entry++) {
      const cell = (shared.column[entry] as number) + 3 * outcome;
      counts[cell] = (counts[cell] as number) + chance * (shared.votes[entry] as number);
    }
  }
}
