import type { Metadata } from "next";
import type { StudyParams } from "@/app/studio/studies/[study]/load-study";
import { DownloadMenu } from "@/components/results/download-menu";
import { ResultsFacts } from "@/components/results/results-facts";
import { StudyResults } from "@/components/results/study-results";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getMatrix } from "@/lib/results/queries";

export const metadata: Metadata = { title: "Results" };

/** The study's name, state and tabs stand in the layout. */
export default async function ResultsPage({ params }: StudyParams) {
  const account = await requireAccount();
  const matrix = await orNotFound(getMatrix(account, fromPathPart((await params).study)));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 pt-6">
        <p className="note flex flex-wrap gap-x-4 gap-y-1">
          <ResultsFacts matrix={matrix} />
        </p>
        <DownloadMenu study={matrix.study} withVotes />
      </div>
      <StudyResults matrix={matrix} />
    </>
  );
}
