import { A_WINS, B_WINS, CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";

/** Which cluster each ballot is in, numbered from 0 without gaps. */
export type Clusters = { count: number; of: Int32Array };

/**
 * What raters said of two models, as seen from one of them. A ballot is one rater's votes on one comparison (a prompt
 * and a turn): mostly one vote. Both bad counts as tied; cannot judge is outside everything. Columns have one entry a
 * ballot.
 */
export type PairVotes = {
  ballots: number;
  better: Float64Array;
  tied: Float64Array;
  worse: Float64Array;
  prompts: Clusters;
  raters: Clusters;
  /** Prompt and rater together. */
  promptRaters: Clusters;
  /** Prompt and turn together. */
  comparisons: Clusters;
};

/**
 * @param table one pair's votes, as `selectPair` gives them.
 * @param focus the model that the votes are seen from.
 * @throws {RangeError} votes of a pair without `focus`, or of two pairs.
 * @throws {NotIdentifiableError} no vote that judges.
 * Cost: O(cells).
 */
export function gatherPairVotes(table: CountTable, focus: number): PairVotes {
  const cells = Array.from({ length: table.cells }, (_, cell) => cell).filter((cell) => {
    checkPair(table, cell, focus);
    return table.outcome[cell] !== CANNOT_JUDGE;
  });
  if (cells.length === 0) throw new NotIdentifiableError("Nobody has judged these two models yet.");
  const prompt = number(cells, (cell) => table.prompt[cell] as number);
  const rater = number(cells, (cell) => table.rater[cell] as number);
  const turn = number(cells, (cell) => table.turn[cell] as number);
  const promptRater = number(cells, (_, place) => at(prompt, place) * rater.count + at(rater, place));
  const comparison = number(cells, (_, place) => at(prompt, place) * turn.count + at(turn, place));
  const ballot = number(cells, (_, place) => at(comparison, place) * rater.count + at(rater, place));

  const counts = { better: new Float64Array(ballot.count), tied: new Float64Array(ballot.count) };
  const worse = new Float64Array(ballot.count);
  cells.forEach((cell, place) => {
    const outcome = table.outcome[cell];
    const winner = outcome === A_WINS ? table.modelA[cell] : outcome === B_WINS ? table.modelB[cell] : null;
    const column = winner === null ? counts.tied : winner === focus ? counts.better : worse;
    column[at(ballot, place)] = (column[at(ballot, place)] as number) + (table.votes[cell] as number);
  });
  const ofBallots = (clusters: Clusters) => spread(clusters, ballot);
  return {
    ...{ ballots: ballot.count, ...counts, worse },
    ...{ prompts: ofBallots(prompt), raters: ofBallots(rater) },
    ...{ promptRaters: ofBallots(promptRater), comparisons: ofBallots(comparison) },
  };
}

/** Sums a column over each cluster. */
export function sumByCluster(column: Float64Array, { count, of }: Clusters): Float64Array {
  const sums = new Float64Array(count);
  for (let ballot = 0; ballot < column.length; ballot++) {
    const cluster = of[ballot] as number;
    sums[cluster] = (sums[cluster] as number) + (column[ballot] as number);
  }
  return sums;
}

function checkPair(table: CountTable, cell: number, focus: number): void {
  const same = table.modelA[cell] === table.modelA[0] && table.modelB[cell] === table.modelB[0];
  if (!same) throw new RangeError("Votes of more than one pair of models.");
  if (table.modelA[cell] !== focus && table.modelB[cell] !== focus) {
    throw new RangeError(`Votes of a pair without model ${focus}.`);
  }
}

/** Numbers keys from 0 in the order in which they come. */
function number(cells: number[], toKey: (cell: number, place: number) => number): Clusters {
  const numbers = new Map<number, number>();
  const of = Int32Array.from(cells, (cell, place) => {
    const key = toKey(cell, place);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { count: numbers.size, of };
}

/** From clusters of cells to clusters of ballots, where a ballot lies within one cluster. */
function spread(clusters: Clusters, ballot: Clusters): Clusters {
  const of = new Int32Array(ballot.count);
  clusters.of.forEach((cluster, place) => {
    of[at(ballot, place)] = cluster;
  });
  return { count: clusters.count, of };
}

function at({ of }: Clusters, place: number): number {
  return of[place] as number;
}
