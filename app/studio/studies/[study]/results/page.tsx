import type { Metadata } from "next";
import { ResultsHead } from "@/components/results/results-head";
import { StudyResults } from "@/components/results/study-results";
import { StudyTabs } from "@/components/studio/study-tabs";
import { SampleStrip } from "@/components/ui/sample-strip";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getMatrix } from "@/lib/results/queries";

type Props = { params: Promise<{ study: string }> };

export const metadata: Metadata = { title: "Results" };

export default async function ResultsPage({ params }: Props) {
  const account = await requireAccount();
  const matrix = await orNotFound(getMatrix(account, fromPathPart((await params).study)));
  return (
    <>
      {matrix.isSample && <SampleStrip />}
      <main className="wrap pb-16" id="main">
        <ResultsHead matrix={matrix} isMember />
        <StudyTabs study={matrix.study} />
        <StudyResults matrix={matrix} />
      </main>
    </>
  );
}
