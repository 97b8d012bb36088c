import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { sumVotes, sumVotesBy, type VoteSums } from "@/lib/stats/vote-differences";

/** Variance of one vote's difference (1, 0 or −1), by where it comes from. */
export type VarianceComponents = { prompt: number; rater: number; residual: number };

export type EstimatedComponents = {
  /** None below 0. */
  components: VarianceComponents;
  /** As they came out: unbiased, and possibly below 0 where the true one is small. */
  unclipped: VarianceComponents;
  /** Those that came out below 0 and were set to it. */
  clipped: (keyof VarianceComponents)[];
};

/** Sum of (d − d′)² over pairs of votes, and how many pairs. */
type Pairs = { squares: number; count: number };

/**
 * How much of one vote's difference is its prompt, its rater, and the rest, if d = mean + prompt + rater + rest.
 * Half the mean squared difference of two votes that share only their prompt is rater + rest; that share only their
 * rater, prompt + rest; that share neither, all three. Unbiased however unequally prompts and raters are voted on; on a
 * balanced table it is the analysis of variance. Two votes of one rater on one prompt (its turns) are not compared.
 *
 * @param table one pair's votes; both bad is a tie, cannot judge is outside.
 * @throws {NotIdentifiableError} no two votes share only a prompt, only a rater, or neither.
 * Cost: O(cells). Source: Hoeffding's U-statistics; Searle, Casella and McCulloch (1992), Variance Components, §5.
 */
export function estimateVarianceComponents(table: CountTable): EstimatedComponents {
  const all = sumPairs([sumVotes(table)]);
  const onPrompt = sumPairs(sumVotesBy(table, (cell) => table.prompt[cell] as number).values());
  const byRater = sumPairs(sumVotesBy(table, (cell) => table.rater[cell] as number).values());
  const onBoth = sumPairs(sumVotesOfRaterOnPrompt(table).values());

  const promptOnly = halfMean(subtract(onPrompt, onBoth), "No prompt was judged by two raters");
  const raterOnly = halfMean(subtract(byRater, onBoth), "No rater judged two prompts");
  const nothing = halfMean(
    subtract(subtract(all, onPrompt), subtract(byRater, onBoth)),
    "No two votes are from different raters on different prompts",
  );
  const unclipped = {
    prompt: nothing - promptOnly,
    rater: nothing - raterOnly,
    residual: promptOnly + raterOnly - nothing,
  };
  return { unclipped, ...clip(unclipped) };
}

/** By prompt and rater together. */
export function sumVotesOfRaterOnPrompt(table: CountTable): Map<number, VoteSums> {
  return sumVotesBy(table, (cell) => (table.prompt[cell] as number) * table.raters + (table.rater[cell] as number));
}

function sumPairs(groups: Iterable<VoteSums>): Pairs {
  const pairs = { squares: 0, count: 0 };
  for (const { votes, difference, squares } of groups) {
    pairs.squares += votes * squares - difference ** 2;
    pairs.count += (votes * (votes - 1)) / 2;
  }
  return pairs;
}

function subtract(one: Pairs, other: Pairs): Pairs {
  return { squares: one.squares - other.squares, count: one.count - other.count };
}

function halfMean({ squares, count }: Pairs, ifNone: string): number {
  if (count === 0)
    throw new NotIdentifiableError(`${ifNone}: what comes from prompts and what from raters is unknown.`);
  return squares / (2 * count);
}

function clip(unclipped: VarianceComponents): Pick<EstimatedComponents, "components" | "clipped"> {
  const names = Object.keys(unclipped) as (keyof VarianceComponents)[];
  const { prompt, rater, residual } = unclipped;
  return {
    components: { prompt: Math.max(0, prompt), rater: Math.max(0, rater), residual: Math.max(0, residual) },
    clipped: names.filter((name) => unclipped[name] < 0),
  };
}
