import type { AnalysisOptions } from "@/lib/results/analysis-schema";

export type AnalysisRequest = {
  studyId: string;
  /** Of the votes; null: not known, since Redis is away. */
  version: string | null;
  options: AnalysisOptions;
};

export type ThreadRequest = { id: number; request: AnalysisRequest };

/** The analysis as JSON, so that it goes on to Redis or a reader as it is. */
export type ThreadReply = { id: number } & ({ ok: true; json: string } | { ok: false; error: Error });
