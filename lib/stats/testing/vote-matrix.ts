import { A_WINS, B_WINS, buildCountTable, type CountTable, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";

const OUTCOMES = [A_WINS, TIE, B_WINS];

/** A table of two models: a row is a prompt, a column a rater; 0 A wins, 1 tie, 2 B wins, −1 no vote. */
export function tableOfMatrix(votes: readonly (readonly number[])[]): CountTable {
  const cells = votes.flatMap((row, prompt) =>
    row.flatMap((said, rater) => {
      const outcome = OUTCOMES[said];
      if (outcome === undefined) return [];
      return [{ prompt, turn: 0, rater, modelA: 0, modelB: 1, firstShown: ORDER_UNKNOWN, outcome, votes: 1 }];
    }),
  );
  const raters = Math.max(1, ...votes.map((row) => row.length));
  return buildCountTable({ prompts: Math.max(1, votes.length), raters, models: 2 }, cells);
}
