import "server-only";
import { type Query, readAnalysis } from "@/app/read-analysis";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";

export type AnalysisParams = StudyParams & { searchParams: Promise<Query> };

/** A study, and its analysis with the options that stand in the address. */
export async function loadAnalysis({ params, searchParams }: AnalysisParams) {
  const { account, study } = await loadStudy(params);
  const query = await searchParams;
  return { study, query, ...(await readAnalysis(account, study.name, query)) };
}
