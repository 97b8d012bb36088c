import type { AnalysisOptions } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { type CountTable, selectCells } from "@/lib/stats/count-table";

type Chosen = Pick<AnalysisOptions, "promptSet" | "category" | "withExcluded">;

/** The votes that a reader chose; numbered as all of them. */
export type Scope = {
  human: CountTable;
  judges: CountTable;
  /** Excluded raters' votes with the others. */
  everyone: CountTable;
  hasPrompt(prompt: number): boolean;
  isCounted(prompt: number, rater: number): boolean;
};

/** @param chosen a set or a category that the study does not have leaves nothing. */
export function toScope(votes: StudyVotes, { promptSet, category, withExcluded }: Chosen): Scope {
  const set = votes.promptSets.findIndex(({ name }) => name === promptSet);
  const wanted = category === null ? null : votes.categories.indexOf(category);
  const hasPrompt = Uint8Array.from(votes.prompts.set, (of, prompt) => {
    const isInSet = promptSet === null || of === set;
    return isInSet && (wanted === null || (wanted >= 0 && votes.prompts.category[prompt] === wanted)) ? 1 : 0;
  });
  const hasRater = Uint8Array.from(votes.raters, ({ isExcluded }) => (withExcluded || !isExcluded ? 1 : 0));
  const isCounted = (prompt: number, rater: number) => hasPrompt[prompt] === 1 && hasRater[rater] === 1;
  const ofPrompts = (table: CountTable) => selectCells(table, (cell) => hasPrompt[table.prompt[cell] as number] === 1);
  const ofRaters = (table: CountTable) => selectCells(table, (cell) => hasRater[table.rater[cell] as number] === 1);
  const everyone = ofPrompts(votes.human);
  return {
    everyone,
    human: ofRaters(everyone),
    judges: ofRaters(ofPrompts(votes.judges)),
    hasPrompt: (prompt) => hasPrompt[prompt] === 1,
    isCounted,
  };
}
