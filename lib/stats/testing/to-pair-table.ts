import { A_FIRST, A_WINS, B_WINS, buildCountTable, type CountTable, TIE } from "@/lib/stats/count-table";

/** One vote: prompt, turn, rater, and what it says of model 0: better (0), tied (1) or worse (2). */
export type VoteRow = readonly [prompt: number, turn: number, rater: number, outcome: number];

/** Votes on models 0 and 1, written down by hand. */
export function toPairTable(rows: readonly (readonly number[])[]): CountTable {
  const largest = (column: number) => rows.reduce((most, row) => Math.max(most, row[column] as number), 0);
  const sizes = { prompts: largest(0) + 1, raters: largest(2) + 1, models: 2 };
  const cells = (rows as VoteRow[]).map(([prompt, turn, rater, outcome]) => ({
    ...{ prompt, turn, rater, modelA: 0, modelB: 1, firstShown: A_FIRST, votes: 1 },
    outcome: [A_WINS, TIE, B_WINS][outcome] as number,
  }));
  return buildCountTable(sizes, cells);
}
