import { BOTH_BAD, CANNOT_JUDGE, type CountTable, TIE } from "@/lib/stats/count-table";
import { type DawidSkeneOptions, fitDawidSkene } from "@/lib/stats/dawid-skene";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { testFairCoin } from "@/lib/stats/fair-coin";
import { orReason } from "@/lib/stats/or-reason";
import { choseFirst, isDecided } from "@/lib/stats/side-bias";
import { countOutcomes, groupUnits, OUTCOMES, type Units } from "@/lib/stats/units";

/** What one rater's votes look like beside the others'. Shares are 0 to 1; null: no vote that could tell. */
export type RaterProfile = {
  rater: number;
  /** All of them, cannot judge included. */
  votes: number;
  cannotJudge: number;
  /** Of votes that judge. */
  tieRate: number | null;
  /** The mean, over votes on units that others judged as well, of the share of others' votes that say the same. */
  agreement: number | null;
  /** The mean probability that a vote is its unit's consensus, by Dawid and Skene. */
  accuracy: number | null;
  /** Votes that chose a side and whose order is known; the share of them for what stood first; and the exact two-sided
   * p-value of choosing either side as often. */
  sidedVotes: number;
  firstRate: number | null;
  firstP: number | null;
};

/**
 * A profile of each rater with a vote, by rater's number.
 *
 * @param dawidSkene null: accuracy is left null, as where nobody reads it.
 * @throws {NotConvergedError} Dawid and Skene's consensus was not found.
 * Cost: that of `fitDawidSkene`.
 */
export function profileRaters(table: CountTable, dawidSkene: DawidSkeneOptions | null): RaterProfile[] {
  const units = groupUnits(table, { ties: true });
  const fit = dawidSkene ? orReason(() => fitDawidSkene(units, dawidSkene)) : null;
  const accuracy = fit && !(fit instanceof NotIdentifiableError) ? fit.accuracy : [];
  const agreement = findAgreement(units);
  const counts = countByRater(table);
  return counts.flatMap(({ votes, cannotJudge, ties, sided, first }, rater) => {
    if (votes === 0) return [];
    const profile: RaterProfile = {
      ...{ rater, votes, cannotJudge, sidedVotes: sided },
      tieRate: votes > cannotJudge ? ties / (votes - cannotJudge) : null,
      agreement: agreement[rater] ?? null,
      accuracy: accuracy[rater] ?? null,
      firstRate: sided > 0 ? first / sided : null,
      firstP: sided > 0 ? testFairCoin(first, sided) : null,
    };
    return [profile];
  });
}

type RaterCounts = { votes: number; cannotJudge: number; ties: number; sided: number; first: number };

function countByRater(table: CountTable): RaterCounts[] {
  const none = { votes: 0, cannotJudge: 0, ties: 0, sided: 0, first: 0 };
  const counts: RaterCounts[] = Array.from({ length: table.raters }, () => ({ ...none }));
  for (let cell = 0; cell < table.cells; cell++) {
    const of = counts[table.rater[cell] as number] as RaterCounts;
    const votes = table.votes[cell] as number;
    of.votes += votes;
    if (table.outcome[cell] === CANNOT_JUDGE) of.cannotJudge += votes;
    else if (table.outcome[cell] === TIE || table.outcome[cell] === BOTH_BAD) of.ties += votes;
    if (!isDecided(table, cell)) continue;
    of.sided += votes;
    if (choseFirst(table, cell)) of.first += votes;
  }
  return counts;
}

/** By rater; undefined where nobody shared a unit with them. */
function findAgreement(units: Units): (number | undefined)[] {
  const counts = countOutcomes(units);
  const sums = new Float64Array(units.raters);
  const votes = new Float64Array(units.raters);
  for (let unit = 0; unit < units.units; unit++) {
    const to = units.firstEntry[unit + 1] as number;
    for (let from = units.firstEntry[unit] as number, next = from; from < to; from = next) {
      const rater = units.rater[from] as number;
      const others = counts.slice(OUTCOMES * unit, OUTCOMES * (unit + 1));
      for (; next < to && units.rater[next] === rater; next++) {
        const outcome = units.outcome[next] as number;
        others[outcome] = (others[outcome] as number) - (units.votes[next] as number);
      }
      const all = others.reduce((sum, of) => sum + of, 0);
      if (all === 0) continue;
      for (let entry = from; entry < next; entry++) {
        const own = units.votes[entry] as number;
        sums[rater] = (sums[rater] as number) + (own * (others[units.outcome[entry] as number] as number)) / all;
        votes[rater] = (votes[rater] as number) + own;
      }
    }
  }
  return Array.from(votes, (of, rater) => (of === 0 ? undefined : (sums[rater] as number) / of));
}
