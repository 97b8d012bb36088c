import type { Metadata } from "next";
import type { ReactNode } from "react";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { StudyStrips } from "@/app/studio/studies/[study]/settings/study-strips";
import { StudyActions } from "@/app/studio/studies/[study]/study-actions";
import { DryRunStrip } from "@/components/studio/dry-run-strip";
import { NavLink } from "@/components/studio/nav-link";
import { PageHead } from "@/components/studio/page-head";
import { StudyStatusTag } from "@/components/studio/study-status-tag";
import { formatDay } from "@/components/ui/format";
import { SampleStrip } from "@/components/ui/sample-strip";
import { toStudyPath } from "@/lib/http/study-path";
import type { StudyDetail } from "@/lib/studies/queries/studies";

export async function generateMetadata({ params }: StudyParams): Promise<Metadata> {
  const { study } = await loadStudy(params);
  return { title: { default: study.name, template: `%s · ${study.name} · Eucalypt` } };
}

const TABS = [
  ["results", "Results"],
  ["leaderboard", "Leaderboard"],
  ["responses", "Responses"],
  ["quality", "Quality"],
  ["plan", "Plan"],
  ["raters", "Raters"],
  ["session", "Session"],
  ["recruitment", "Recruitment"],
  ["pay", "Pay"],
  ["protocol", "Protocol"],
  ["export", "Export"],
  ["settings", "Settings"],
] as const;

export default async function StudyLayout({ params, children }: StudyParams & { children: ReactNode }) {
  const { study } = await loadStudy(params);
  return (
    <>
      {study.isDryRun ? <DryRunStrip /> : study.isSample && <SampleStrip />}
      <StudyStrips study={study} />
      <main className="wrap pb-16" id="main">
        <PageHead title={study.name} meta={<StudyFacts study={study} />} actions={<StudyActions study={study} />} />
        <nav
          aria-label="Study"
          className="flex gap-7 overflow-x-auto border-b border-rule [scrollbar-width:none] max-pair:gap-6 print:hidden"
        >
          <NavLink look="tab" href={toStudyPath(study.name)} isExact>
            Overview
          </NavLink>
          {TABS.map(([page, label]) => (
            <NavLink key={page} look="tab" href={toStudyPath(study.name, page)}>
              {label}
            </NavLink>
          ))}
        </nav>
        {children}
      </main>
    </>
  );
}

const ROLE = { owner: "You are the owner", editor: "You are an editor", viewer: "You are a viewer" };

function StudyFacts({ study }: { study: StudyDetail }) {
  return (
    <>
      <StudyStatusTag study={study} />
      <span>{sinceWhen(study)}</span>
      {study.protocolHash && (
        <span>
          Protocol <span className="mono">{study.protocolHash.slice(0, 8)}</span>, frozen
        </span>
      )}
      <span>{study.members.length > 1 && study.role === "owner" ? "You are an owner" : ROLE[study.role]}</span>
    </>
  );
}

function sinceWhen({ status, createdAt, openedAt, closedAt, origin }: StudyDetail): string {
  if (origin === "imported") return `brought in on ${formatDay(createdAt)}`;
  if (closedAt) return `on ${formatDay(closedAt)}`;
  if (openedAt) return status === "open" ? `since ${formatDay(openedAt)}` : `opened on ${formatDay(openedAt)}`;
  return `made on ${formatDay(createdAt)}`;
}
