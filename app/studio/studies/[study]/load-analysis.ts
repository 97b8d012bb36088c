import "server-only";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { toTieView } from "@/components/results/option-fields";
import { AppError } from "@/lib/http/app-error";
import { parseAnalysisOptions, toDefaultOptions } from "@/lib/results/analysis-options";
import type { Analysis } from "@/lib/results/analysis-schema";
import { getAnalysis } from "@/lib/results/queries";

type Query = Record<string, string | string[] | undefined>;
export type AnalysisParams = StudyParams & { searchParams: Promise<Query> };

/** A study's analysis with the options that stand in the address; or, as a sentence, why there is none. */
export async function loadAnalysis({ params, searchParams }: AnalysisParams) {
  const { account, study } = await loadStudy(params);
  const query = await searchParams;
  const view = toTieView(query.ties);
  const asked = view === "show" ? query : { ...query, tieRule: view };
  const compute = () => getAnalysis(account, study.name, parseAnalysisOptions(asked, toDefaultOptions(study.protocol)));
  return { study, query, view, ...(await orProblem(compute)) };
}

type Computed = { analysis: Analysis; problem: null } | { analysis: null; problem: string };

/** What a person may be told stands in the figures' place; the study's other pages go on. */
async function orProblem(compute: () => Promise<Analysis>): Promise<Computed> {
  try {
    return { analysis: await compute(), problem: null };
  } catch (error) {
    if (error instanceof AppError && (error.code === "bad_input" || error.code === "unavailable")) {
      return { analysis: null, problem: error.message };
    }
    throw error;
  }
}
