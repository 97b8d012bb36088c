import { MATRIX, normalise, type SharedVotes, shareVotes, startFromShares, sweep } from "@/lib/stats/dawid-skene-sweep";
import { NotConvergedError, NotIdentifiableError } from "@/lib/stats/errors";
import { OUTCOMES, type Units } from "@/lib/stats/units";

export type DawidSkeneOptions = {
  /** Raters with fewer votes on shared units have one confusion matrix together: of each alone it would be made up. */
  leastVotes: number;
  maxSweeps: number;
  /** Done where a sweep moves no probability by more. */
  tolerance: number;
};

export const DAWID_SKENE: DawidSkeneOptions = { leastVotes: 10, maxSweeps: 5_000, tolerance: 1e-6 };

export type DawidSkene = {
  /** How often the consensus is A wins, a tie, B wins. */
  shares: Float64Array;
  /** Three numbers a unit: the probability of each outcome being the consensus. 0 of units without two raters. */
  consensus: Float64Array;
  /** Nine numbers a rater, [consensus][vote]: the probability of the vote. 0 of raters who shared no unit. */
  confusion: Float64Array;
  /** By rater, the mean probability that a vote is its unit's consensus; null: the rater shared no unit. */
  accuracy: (number | null)[];
  /** Natural units. */
  logLikelihood: number;
  sweeps: number;
};

/**
 * Dawid and Skene's consensus: what a unit's votes say where each rater errs in a way of their own. Maximum likelihood
 * by expectation and maximisation, from the shares of votes; a likelihood may have several maxima, and this is the one
 * that is reached from there. Only units of two raters or more have a part in it.
 *
 * @throws {RangeError} an option is out of range.
 * @throws {NotIdentifiableError} no unit was judged by two raters.
 * @throws {NotConvergedError} maxSweeps reached first.
 * Cost: O(sweeps · votes). Source: Dawid and Skene (1979), Applied Statistics 28(1), 20–28; steps are lengthened as in
 * Varadhan and Roland (2008), Scandinavian Journal of Statistics 35(2), scheme S3, without which there are thousands.
 */
export function fitDawidSkene(units: Units, options: DawidSkeneOptions = DAWID_SKENE): DawidSkene {
  const { leastVotes, maxSweeps, tolerance } = options;
  if (!(leastVotes >= 0 && maxSweeps >= 1 && tolerance > 0)) throw new RangeError("An option is out of range.");
  const shared = shareVotes(units, leastVotes);
  if (shared.unit.length === 0) throw new NotIdentifiableError("No comparison was judged by two raters.");

  let here = startFromShares(units, shared);
  const next = new Float64Array(shared.parameters);
  const afterNext = new Float64Array(shared.parameters);
  const beyond = new Float64Array(shared.parameters);
  for (let sweeps = 0; sweeps < maxSweeps; sweeps += 3) {
    sweep(shared, here, next, null);
    if (findLargestStep(here, next) <= tolerance) return describe(units, shared, next, sweeps + 1);
    const reached = sweep(shared, next, afterNext, null);
    lengthen(here, next, afterNext, beyond);
    const landed = here.slice();
    // a step that went too far is not taken
    here = sweep(shared, beyond, landed, null) >= reached ? landed : afterNext.slice();
  }
  throw new NotConvergedError(`The raters' consensus was not found in ${maxSweeps} sweeps.`);
}

/** Fills `beyond`: as far as the last two steps point, by the ratio of a step's length to its change. */
function lengthen(here: Float64Array, next: Float64Array, afterNext: Float64Array, beyond: Float64Array): void {
  let steps = 0;
  let changes = 0;
  for (let place = 0; place < here.length; place++) {
    const step = (next[place] as number) - (here[place] as number);
    const change = (afterNext[place] as number) - (next[place] as number) - step;
    steps += step * step;
    changes += change * change;
  }
  const length = changes === 0 ? 1 : Math.max(1, Math.sqrt(steps / changes));
  for (let place = 0; place < here.length; place++) {
    const step = (next[place] as number) - (here[place] as number);
    const change = (afterNext[place] as number) - (next[place] as number) - step;
    beyond[place] = (here[place] as number) + 2 * length * step + length * length * change;
  }
  normalise(beyond);
}

function findLargestStep(from: Float64Array, to: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < from.length; place++) {
    largest = Math.max(largest, Math.abs((to[place] as number) - (from[place] as number)));
  }
  return largest;
}

function describe(units: Units, shared: SharedVotes, parameters: Float64Array, sweeps: number): DawidSkene {
  const ofShared = new Float64Array(OUTCOMES * shared.unit.length);
  const logLikelihood = sweep(shared, parameters, parameters.slice(), ofShared);
  const consensus = new Float64Array(OUTCOMES * units.units);
  shared.unit.forEach((unit, place) => {
    consensus.set(ofShared.subarray(OUTCOMES * place, OUTCOMES * (place + 1)), OUTCOMES * unit);
  });
  const confusion = new Float64Array(MATRIX * units.raters);
  shared.matrix.forEach((matrix, rater) => {
    if (shared.votesOfRater[rater] === 0) return;
    const from = OUTCOMES + MATRIX * matrix;
    confusion.set(parameters.subarray(from, from + MATRIX), MATRIX * rater);
  });
  const accuracy = findAccuracy(units, shared, consensus);
  return { shares: parameters.slice(0, OUTCOMES), consensus, confusion, accuracy, logLikelihood, sweeps };
}

function findAccuracy(units: Units, shared: SharedVotes, consensus: Float64Array): (number | null)[] {
  const right = new Float64Array(units.raters);
  for (const unit of shared.unit) {
    for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
      const rater = units.rater[entry] as number;
      const chance = consensus[OUTCOMES * unit + (units.outcome[entry] as number)] as number;
      right[rater] = (right[rater] as number) + (units.votes[entry] as number) * chance;
    }
  }
  return Array.from(right, (of, rater) => {
    const votes = shared.votesOfRater[rater] as number;
    return votes === 0 ? null : of / votes;
  });
}
