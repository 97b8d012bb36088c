import type { Metadata } from "next";
import Link from "next/link";
import { ReleaseForm } from "@/app/studio/studies/[study]/export/release-form";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { Disclosure } from "@/components/results/disclosure";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { listReleases, type ReleaseFacts } from "@/lib/exports/releases/queries";
import { EXPORT_FORMATS, exportFormats } from "@/lib/formats/export-registry";
import { LOSSES } from "@/lib/formats/writer";
import { toStudyPath } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Export" };

export default async function ExportPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const releases = await listReleases(account, study.name);
  const base = `/api/studies/${encodeURIComponent(study.name)}`;
  const hasVotes = study.counts.votes > 0;
  return (
    <div className="grid gap-12 pt-10">
      <section aria-labelledby="bundle" className="grid gap-4">
        <h2 id="bundle">The paper’s bundle</h2>
        <p className="max-w-[44rem]">
          One zip with all that a paper needs: every vote and the codebook, the frozen protocol and its amendments, the
          matrix as PDF, SVG and PNG, the table for LaTeX and Markdown, a methods paragraph, agreement and exclusions,
          checklists filled in as far as the study recorded them, and a Python script that recomputes the numbers from
          the votes alone.
        </p>
        {hasVotes ? (
          <a className="btn btn-primary justify-self-start" href={`${base}/bundle.zip`} download>
            Download the bundle
          </a>
        ) : (
          <EmptyState
            actions={<ButtonLink href={toStudyPath(study.name, "recruitment")}>To the recruitment</ButtonLink>}
          >
            There is nothing to report yet: the bundle is here once somebody has voted.
          </EmptyState>
        )}
      </section>
      <Releases
        releases={releases}
        study={study.name}
        isOwner={study.role === "owner"}
        mayRelease={hasVotes && !study.isDryRun}
      />
      <Formats base={base} />
    </div>
  );
}

type ReleasesProps = { releases: ReleaseFacts[]; study: string; isOwner: boolean; mayRelease: boolean };

function Releases({ releases, study, isOwner, mayRelease }: ReleasesProps) {
  return (
    <section aria-labelledby="releases" className="grid gap-4 border-t border-rule pt-6">
      <h2 id="releases">Releases</h2>
      <p className="max-w-[44rem]">
        A release is the results as they are on one day, at an address of their own that anyone can open, and which the
        site’s front page lists: the figures and every file of the bundle, none of which ever changes. A paper cites a
        release. Votes that come later, exclusions and raters who withdraw are in the next one.
      </p>
      {releases.length === 0 && <p className="note">None yet.</p>}
      {releases.length > 0 && (
        <Table label="All releases" className="max-w-[44rem]">
          <thead>
            <tr>
              <th scope="col" className="start">
                Release
              </th>
              <th scope="col" className="start">
                Title
              </th>
              <th scope="col" className="start">
                Made on
              </th>
            </tr>
          </thead>
          <tbody>
            {releases.map(({ number, slug, title, createdAt }) => (
              <tr key={slug}>
                <th scope="row">{number}</th>
                <td className="start">
                  <Link href={`/releases/${slug}`}>{title}</Link>
                </td>
                <td className="start">{formatDay(createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {isOwner && mayRelease && <ReleaseForm study={study} title={study} />}
      {!isOwner && <p className="note">An owner of the study publishes releases.</p>}
    </section>
  );
}

function Formats({ base }: { base: string }) {
  return (
    <section aria-labelledby="formats" className="grid gap-4 border-t border-rule pt-6">
      <h2 id="formats">Votes in the field’s formats</h2>
      <p className="max-w-[44rem]">
        For the Hugging Face Hub:{" "}
        <a href={`${base}/dataset.zip`} download>
          a zip of every vote as Parquet and its dataset card
        </a>
        .
      </p>
      <ul className="grid max-w-[44rem] grid-cols-1">
        {EXPORT_FORMATS.map((format) => {
          const { title, extension, loses } = exportFormats[format];
          return (
            <li key={format} className="border-t border-rule py-1">
              <p className="flex min-h-target items-center gap-2">
                <a href={`${base}/exports/${format}`} download>
                  {title}
                </a>
                <span className="note">.{extension}</span>
              </p>
              {loses.length > 0 ? (
                <Disclosure summary={`What of a vote it has no place for (${loses.length})`}>
                  <ul className="grid list-disc gap-1 pl-5">
                    {loses.map((loss) => (
                      <li key={loss}>{LOSSES[loss]}</li>
                    ))}
                  </ul>
                </Disclosure>
              ) : (
                <p className="note pb-2">All of a vote is there.</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
