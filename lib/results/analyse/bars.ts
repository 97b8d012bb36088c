import type { Contrast } from "@/lib/results/analyse/contrasts";
import { explainNoBar } from "@/lib/results/explain-no-bar";
import { findPublished } from "@/lib/results/published-koala-2023";
import type { MatrixBar } from "@/lib/results/schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { A_WINS, B_WINS, BOTH_BAD, CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";

type Counts = Omit<MatrixBar, "model" | "opponent" | "published" | "reason">;

/** The counts behind one contrast, as the matrix draws them. */
export function toBar(contrast: Contrast, { study, promptSets }: StudyVotes): MatrixBar {
  const { model, opponent, table, focus, isCompared } = contrast;
  const counts = countOutcomes(table, focus);
  const source = promptSets.find(({ name }) => name === contrast.promptSet)?.source ?? "";
  const reference = study.protocol?.reference ?? null;
  const published = findPublished({ template: study.template, source, reference, model, opponent });
  return { model, opponent, ...counts, published, reason: explainNoBar(counts, study.status, isCompared) };
}

/** @param table one pair's votes. */
function countOutcomes(table: CountTable, focus: number): Counts {
  const counts = { better: 0, tied: 0, worse: 0, bothBad: 0, cannotJudge: 0 };
  const raters = new Set<number>();
  const prompts = new Set<number>();
  for (let cell = 0; cell < table.cells; cell++) {
    counts[toAnswer(table, cell, focus)] += table.votes[cell] as number;
    if (table.outcome[cell] === CANNOT_JUDGE) continue;
    raters.add(table.rater[cell] as number);
    prompts.add(table.prompt[cell] as number);
  }
  const votes = counts.better + counts.tied + counts.worse + counts.bothBad;
  return { ...counts, votes, raters: raters.size, prompts: prompts.size };
}

function toAnswer(table: CountTable, cell: number, focus: number) {
  const outcome = table.outcome[cell];
  if (outcome === CANNOT_JUDGE) return "cannotJudge";
  if (outcome === BOTH_BAD) return "bothBad";
  if (outcome !== A_WINS && outcome !== B_WINS) return "tied";
  const winner = outcome === A_WINS ? table.modelA[cell] : table.modelB[cell];
  return winner === focus ? "better" : "worse";
}
