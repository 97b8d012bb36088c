import type { JudgedChoice } from "./records";
import type { WritablePair } from "./writer";

/** How many votes of one pair went which way, from the side of the pair that stands first in the row. */
export type Counts = Record<JudgedChoice, number>;

export type MajorityPair = WritablePair & { counts: Counts };

/**
 * One row for each pair: its first vote's, with the choice that more votes have than any other. Where two have the most, it
 * is a tie. Votes of raters who could not judge count only where there are no others.
 *
 * @param pairs in an order in which the votes on one pair (prompt set, prompt, turn, two models) stand together.
 * Cost: one pair in memory.
 */
export async function* toMajority(pairs: AsyncIterable<WritablePair>): AsyncGenerator<MajorityPair> {
  let held: MajorityPair | null = null;
  for await (const pair of pairs) {
    if (held === null || keyOf(held) !== keyOf(pair)) {
      if (held !== null) yield decided(held);
      held = { ...pair, counts: { first: 0, second: 0, tie: 0, both_bad: 0, cannot_judge: 0 } };
    }
    held.counts[pair.firstModel === held.firstModel ? pair.choice : turned(pair.choice)] += 1;
  }
  if (held !== null) yield decided(held);
}

function decided(pair: MajorityPair): MajorityPair {
  const { cannot_judge: _, ...judged } = pair.counts;
  const ranked = (Object.entries(judged) as [JudgedChoice, number][]).sort((one, other) => other[1] - one[1]);
  const [best, next] = ranked;
  if (!best || best[1] === 0) return { ...pair, choice: "cannot_judge" };
  return { ...pair, choice: best[1] === next?.[1] ? "tie" : best[0] };
}

function turned(choice: JudgedChoice): JudgedChoice {
  if (choice === "first") return "second";
  return choice === "second" ? "first" : choice;
}

function keyOf({ promptSet, prompt, turn, firstModel, secondModel }: WritablePair): string {
  return JSON.stringify([promptSet, prompt, turn, ...[firstModel, secondModel].sort()]);
}
