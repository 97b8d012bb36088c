import { A_WINS, buildCountTable, type Cell, type CountTable, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";

/** A vote on two models, or as many alike, by one rater on one prompt. */
export type ListedVote = { winner: number; loser: number; tied: boolean; votes: number };

export function beats(winner: number, loser: number, votes = 1): ListedVote {
  return { winner, loser, tied: false, votes };
}

export function ties(winner: number, loser: number, votes = 1): ListedVote {
  return { winner, loser, tied: true, votes };
}

/** A table of listed votes. All are of one prompt and rater, in unknown order, unless `at` says otherwise. */
export function tableOf(
  models: number,
  votes: readonly ListedVote[],
  at: (place: number) => Partial<Pick<Cell, "prompt" | "rater" | "firstShown">> = () => ({}),
): CountTable {
  const cells = votes.map(({ winner, loser, tied, votes: alike }, place) => ({
    ...{ prompt: 0, turn: 0, rater: 0, firstShown: ORDER_UNKNOWN },
    ...{ modelA: winner, modelB: loser, outcome: tied ? TIE : A_WINS, votes: alike },
    ...at(place),
  }));
  const most = (column: "prompt" | "rater") => 1 + Math.max(...cells.map((cell) => cell[column]));
  return buildCountTable({ prompts: most("prompt"), raters: most("rater"), models }, cells);
}
