import type { Metadata } from "next";
import { DownloadMenu } from "@/components/results/download-menu";
import { ResultsFacts } from "@/components/results/results-facts";
import { StudyResults } from "@/components/results/study-results";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { PageHead } from "@/components/studio/page-head";
import { StudyStatusTag } from "@/components/studio/study-status-tag";
import { SampleStrip } from "@/components/ui/sample-strip";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getPublishedResults } from "@/lib/results/queries";
import type { StudyMatrix } from "@/lib/results/schema";

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
        <PageHead
          title={matrix.study}
          meta={<Facts matrix={matrix} />}
          actions={<DownloadMenu study={matrix.study} withVotes={false} />}
        />
        <hr className="border-rule" />
        <StudyResults matrix={matrix} />
      </main>
    </>
  );
}

function Facts({ matrix }: { matrix: StudyMatrix }) {
  const { status, isImported, publishedAt, protocolHash } = matrix;
  return (
    <>
      <StudyStatusTag study={{ status, origin: isImported ? "imported" : "native", publishedAt }} />
      <ResultsFacts matrix={matrix} />
      {protocolHash !== null && (
        <span>
          Protocol <span className="mono">{protocolHash.slice(0, 8)}</span>
        </span>
      )}
    </>
  );
}
