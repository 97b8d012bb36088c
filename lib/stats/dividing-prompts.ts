import type { CountTable } from "@/lib/stats/count-table";
import { countOutcomes, groupUnits, OUTCOMES } from "@/lib/stats/units";

/** A unit by how far its raters were divided. */
export type DividingUnit = {
  prompt: number;
  turn: number;
  modelA: number;
  modelB: number;
  votes: number;
  /** The probability that two votes on it differ, estimated without bias: 0 to 1. */
  disagreement: number;
};

/**
 * Units in the order of how far they divide raters, the most divided first; of equal ones, that with more votes.
 *
 * @param leastVotes a unit with fewer votes is left out; at least 2.
 * @throws {RangeError} leastVotes is not a whole number from 2.
 * Cost: O(cells · log cells). Source: Simpson (1949), Nature 163, 688.
 */
export function listDividingUnits(table: CountTable, leastVotes: number): DividingUnit[] {
  if (!Number.isInteger(leastVotes) || leastVotes < 2) throw new RangeError(`leastVotes is ${leastVotes}.`);
  const units = groupUnits(table, { ties: true });
  const counts = countOutcomes(units);
  const dividing: DividingUnit[] = [];
  for (let unit = 0; unit < units.units; unit++) {
    const of = counts.subarray(OUTCOMES * unit, OUTCOMES * (unit + 1));
    const votes = of.reduce((sum, count) => sum + count, 0);
    if (votes < leastVotes) continue;
    const equal = of.reduce((sum, count) => sum + count * (count - 1), 0);
    dividing.push({
      prompt: units.prompt[unit] as number,
      turn: units.turn[unit] as number,
      modelA: units.modelA[unit] as number,
      modelB: units.modelB[unit] as number,
      votes,
      disagreement: 1 - equal / (votes * (votes - 1)),
    });
  }
  return dividing.sort((one, other) => other.disagreement - one.disagreement || other.votes - one.votes);
}
