import type { PairAnalysis } from "@/lib/results/analysis-schema";
import type { StudyMatrix } from "@/lib/results/schema";

const NONE = { ok: false, reason: "There is no interval." } as const;

/** Counts alone, as the pages take them. */
export function withoutEstimates(matrix: StudyMatrix): PairAnalysis[] {
  return matrix.panels.flatMap(({ promptSet, bars }) =>
    bars.map((bar) => ({
      ...bar,
      promptSet,
      ...{ betterShare: NONE, tiedShare: NONE, worseShare: NONE, betterOrTied: NONE, winRate: NONE, difference: NONE },
      ...{ comparedIntervals: [], p: NONE, holmP: NONE, equivalenceP: NONE, fragility: NONE },
      verdict: { kind: "none", finding: "", figures: "", needs: null } as const,
      cannotJudgeWhenFirst: { model: 0, opponent: 0, unknown: bar.cannotJudge },
    })),
  );
}
