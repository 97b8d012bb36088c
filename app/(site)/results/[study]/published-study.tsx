import type { ReactNode } from "react";
import type { Query } from "@/app/read-analysis";
import { DownloadMenu } from "@/components/results/download-menu";
import { Freshness } from "@/components/results/freshness";
import { ResultsFacts } from "@/components/results/results-facts";
import { SitePage } from "@/components/site/site-page";
import { NavLink } from "@/components/studio/nav-link";
import { PageHead } from "@/components/studio/page-head";
import { StudyStatusTag } from "@/components/studio/study-status-tag";
import { orNotFound } from "@/lib/http/or-not-found";
import type { Analysis } from "@/lib/results/analysis-schema";
import { getPublishedResults } from "@/lib/results/queries";
import type { StudyMatrix } from "@/lib/results/schema";

export type PublishedParams = { params: Promise<{ study: string }>; searchParams: Promise<Query> };

type Props = {
  name: string;
  /** null: why there is none is told in the children. */
  analysis: Analysis | null;
  children: ReactNode;
};

/** What stands about a published study's figures, for anyone. */
export async function PublishedStudy({ name, analysis, children }: Props) {
  const study = await orNotFound(getPublishedResults(name));
  const address = `/results/${encodeURIComponent(name)}`;
  return (
    <SitePage isSample={study.isSample}>
      <PageHead
        title={study.study}
        meta={<Facts study={study} analysis={analysis} />}
        actions={<DownloadMenu study={study.study} withVotes={false} />}
      />
      <nav aria-label="Study" className="flex gap-7 border-b border-rule print:hidden">
        <NavLink look="tab" href={address} isExact>
          Results
        </NavLink>
        <NavLink look="tab" href={`${address}/leaderboard`}>
          Leaderboard
        </NavLink>
      </nav>
      {children}
      <Freshness
        study={study.study}
        isOpen={study.status === "open"}
        version={analysis?.version ?? study.version}
        protocolHash={study.protocolHash}
        openedAt={study.openedAt}
      />
    </SitePage>
  );
}

function Facts({ study, analysis }: { study: StudyMatrix; analysis: Analysis | null }) {
  const { status, isImported, publishedAt, protocolHash } = study;
  return (
    <>
      <StudyStatusTag study={{ status, origin: isImported ? "imported" : "native", publishedAt }} />
      {analysis && <ResultsFacts analysis={analysis} />}
      {protocolHash !== null && (
        <span>
          Protocol <span className="mono">{protocolHash.slice(0, 8)}</span>
        </span>
      )}
    </>
  );
}
