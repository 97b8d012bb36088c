import { A_WINS, B_WINS, CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";

/** What a vote says of a unit, in this order: A wins, tie (both bad is one), B wins. */
export const OUTCOMES = 3;
export const FIRST_WINS = 0;
export const TIED = 1;
export const SECOND_WINS = 2;

/**
 * Votes by unit: what raters can agree on, which is one pair of models on one turn of one prompt. An entry is what one
 * rater said of one unit, as often as they said it. A prompt's units stand together, a unit's entries, and in them a
 * rater's.
 */
export type Units = {
  units: number;
  prompts: number;
  raters: number;
  /** By unit. */
  prompt: Int32Array;
  turn: Int32Array;
  modelA: Int32Array;
  modelB: Int32Array;
  /** Length units + 1: the entries of unit u are firstEntry[u] to firstEntry[u + 1] − 1. */
  firstEntry: Int32Array;
  /** By entry. */
  rater: Int32Array;
  outcome: Uint8Array;
  votes: Int32Array;
};

type Vote = { unit: number; rater: number; outcome: number; votes: number };

/**
 * Groups votes by unit; votes that could not judge are left out, and so are ties where `ties` is false. Outcomes are
 * the models', so that sides do not matter; which model is A is the caller's numbering, the same in all of a pair's units.
 *
 * Cost: O(cells · log cells).
 */
export function groupUnits(table: CountTable, { ties }: { ties: boolean }): Units {
  const places = new Map<string, number>();
  const firstCells: number[] = [];
  const votes: Vote[] = [];
  const byPrompt = Uint32Array.from({ length: table.cells }, (_, cell) => cell);
  byPrompt.sort((one, other) => (table.prompt[one] as number) - (table.prompt[other] as number));
  for (const cell of byPrompt) {
    const outcome = toOutcome(table.outcome[cell] as number);
    if (outcome === null || (outcome === TIED && !ties)) continue;
    const key = `${table.prompt[cell]} ${table.turn[cell]} ${table.modelA[cell]} ${table.modelB[cell]}`;
    const unit = places.get(key) ?? places.size;
    if (unit === places.size) {
      places.set(key, unit);
      firstCells.push(cell);
    }
    votes.push({ unit, rater: table.rater[cell] as number, outcome, votes: table.votes[cell] as number });
  }
  const ofUnit = (column: Int32Array) => Int32Array.from(firstCells, (cell) => column[cell] as number);
  return {
    units: firstCells.length,
    prompts: table.prompts,
    raters: table.raters,
    prompt: ofUnit(table.prompt),
    turn: ofUnit(table.turn),
    modelA: ofUnit(table.modelA),
    modelB: ofUnit(table.modelB),
    ...toEntries(votes, firstCells.length),
  };
}

/** Votes on each outcome: three numbers a unit. */
export function countOutcomes(units: Units): Int32Array {
  const counts = new Int32Array(OUTCOMES * units.units);
  for (let unit = 0; unit < units.units; unit++) {
    for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
      const at = OUTCOMES * unit + (units.outcome[entry] as number);
      counts[at] = (counts[at] as number) + (units.votes[entry] as number);
    }
  }
  return counts;
}

/** Units with two votes or more. */
export function countSharedUnits(units: Units): number {
  const counts = countOutcomes(units);
  let shared = 0;
  for (let at = 0; at < counts.length; at += OUTCOMES) {
    if ((counts[at] as number) + (counts[at + 1] as number) + (counts[at + 2] as number) >= 2) shared++;
  }
  return shared;
}

function toOutcome(outcome: number): number | null {
  if (outcome === CANNOT_JUDGE) return null;
  return outcome === A_WINS ? FIRST_WINS : outcome === B_WINS ? SECOND_WINS : TIED;
}

/** Sides and the two kinds of tie are told apart in the table, and not here: cells that are now alike are merged. */
function toEntries(votes: Vote[], units: number): Pick<Units, "firstEntry" | "rater" | "outcome" | "votes"> {
  votes.sort((one, other) => one.unit - other.unit || one.rater - other.rater || one.outcome - other.outcome);
  const entries: Vote[] = [];
  for (const vote of votes) {
    const last = entries.at(-1);
    if (last && last.unit === vote.unit && last.rater === vote.rater && last.outcome === vote.outcome) {
      last.votes += vote.votes;
    } else entries.push(vote);
  }
  const firstEntry = new Int32Array(units + 1);
  for (const { unit } of entries) firstEntry[unit + 1] = (firstEntry[unit + 1] as number) + 1;
  for (let unit = 0; unit < units; unit++) {
    firstEntry[unit + 1] = (firstEntry[unit + 1] as number) + (firstEntry[unit] as number);
  }
  return {
    firstEntry,
    rater: Int32Array.from(entries, ({ rater }) => rater),
    outcome: Uint8Array.from(entries, ({ outcome }) => outcome),
    votes: Int32Array.from(entries, ({ votes }) => votes),
  };
}
