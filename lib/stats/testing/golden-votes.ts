import { buildCountTable, type CountTable, type Sizes } from "@/lib/stats/count-table";

/** Votes as the golden files hold them: one column a number, one entry a vote. */
export type GoldenVotes = Record<"prompt" | "rater" | "modelA" | "modelB" | "firstShown" | "outcome", number[]>;

export function tableOfGolden({ sizes, votes }: { sizes: Sizes; votes: GoldenVotes }): CountTable {
  const entry = (column: keyof GoldenVotes, place: number) => votes[column][place] as number;
  const cells = votes.prompt.map((prompt, place) => ({
    ...{ prompt, turn: 0, rater: entry("rater", place), votes: 1 },
    ...{ modelA: entry("modelA", place), modelB: entry("modelB", place) },
    ...{ firstShown: entry("firstShown", place), outcome: entry("outcome", place) },
  }));
  return buildCountTable(sizes, cells);
}
