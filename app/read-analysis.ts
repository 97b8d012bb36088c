import "server-only";
import type { TieView } from "@/components/results/matrix-bars";
import { toTieView } from "@/components/results/option-fields";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { parseAnalysisOptions } from "@/lib/results/analysis-options";
import type { Analysis } from "@/lib/results/analysis-schema";
import { getAnalysis, getAnalysisDefaults } from "@/lib/results/queries";

/** As a page is given it. */
export type Query = Record<string, string | string[] | undefined>;

type Read = { view: TieView } & ({ analysis: Analysis; problem: null } | { analysis: null; problem: string });

/**
 * A study's analysis with the options that stand in the address; or what a person may be told of why there is none, to
 * stand in the figures' place while the rest of the page goes on.
 *
 * @throws {AppError} not_found, and what is not to be told.
 */
export async function readAnalysis(actor: Actor | null, name: string, query: Query): Promise<Read> {
  const view = toTieView(query.ties);
  try {
    const asked = view === "show" ? query : { ...query, tieRule: view };
    const options = parseAnalysisOptions(asked, await getAnalysisDefaults(actor, name));
    return { view, analysis: await getAnalysis(actor, name, options), problem: null };
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "bad_input" && error.code !== "unavailable")) throw error;
    return { view, analysis: null, problem: error.message };
  }
}
