import type { Metadata } from "next";
import { ResultsHead } from "@/components/results/results-head";
import { StudyResults } from "@/components/results/study-results";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { SampleStrip } from "@/components/ui/sample-strip";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getPublishedResults } from "@/lib/results/queries";

type Props = { params: Promise<{ study: string }> };

export const metadata: Metadata = { title: "Published results" };

export default async function PublishedResultsPage({ params }: Props) {
  const matrix = await orNotFound(getPublishedResults(fromPathPart((await params).study)));
  return (
    <>
      <SkipLink />
      <TopBar
        label="Site"
        links={<TopLink href="/#how">How it works</TopLink>}
        end={<TopLink href="/studio">Studio</TopLink>}
      />
      {matrix.isSample && <SampleStrip />}
      <main className="wrap pb-16" id="main">
        <ResultsHead matrix={matrix} isMember={false} />
        <hr className="border-rule" />
        <StudyResults matrix={matrix} />
      </main>
    </>
  );
}
