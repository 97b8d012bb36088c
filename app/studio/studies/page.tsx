import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/studio/page-head";
import { StudyStatusTag } from "@/components/studio/study-status-tag";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { requireAccount } from "@/lib/auth/session";
import { toStudyPath } from "@/lib/http/study-path";
import { mayCreateStudies } from "@/lib/studies/policy";
import { listStudies } from "@/lib/studies/queries/studies";

export const metadata: Metadata = { title: "Studies" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** `?archived=yes`: those that were put away. */
export default async function StudiesPage({ searchParams }: Props) {
  const account = await requireAccount();
  const isArchived = (await searchParams).archived === "yes";
  const studies = await listStudies(account, { isArchived });
  const mayCreate = mayCreateStudies(account.role);
  const actions = mayCreate && (
    <>
      <ButtonLink href="/studio/studies/import">Import votes</ButtonLink>
      <ButtonLink look="primary" href="/studio/studies/new">
        New study
      </ButtonLink>
    </>
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title={isArchived ? "Archive" : "Studies"} actions={studies.length > 0 && actions} />
      <p className="note pb-4">
        <Link href={isArchived ? "/studio/studies" : "/studio/studies?archived=yes"} prefetch={false}>
          {isArchived ? "Back to the studies that are not in the archive" : "Studies in the archive"}
        </Link>
      </p>
      {studies.length === 0 && isArchived ? (
        <EmptyState>Nothing is in the archive. A study gets there by its settings.</EmptyState>
      ) : studies.length === 0 ? (
        <EmptyState actions={actions}>
          {mayCreate
            ? "No studies yet. A study asks raters which of two responses is better; it needs a prompt set and the responses of two models."
            : "No study is shared with you yet. Ask its owner to add you by your e-mail."}
        </EmptyState>
      ) : (
        <StudiesTable studies={studies} />
      )}
    </main>
  );
}

function StudiesTable({ studies }: { studies: Awaited<ReturnType<typeof listStudies>> }) {
  return (
    <Table label="Studies">
      <thead>
        <tr>
          <th scope="col" className="start">
            Study
          </th>
          <th scope="col" className="start">
            State
          </th>
          <th scope="col">Votes</th>
          <th scope="col" className="max-pair:hidden">
            Raters
          </th>
          <th scope="col" className="max-pair:hidden">
            Prompts
          </th>
          <th scope="col" className="max-pair:hidden">
            Made
          </th>
        </tr>
      </thead>
      <tbody>
        {studies.map((study) => (
          <tr key={study.id}>
            <th scope="row" className="prose min-w-40">
              <Link href={toStudyPath(study.name)} prefetch={false}>
                {study.name}
              </Link>
              {study.isDryRun && <span className="note ms-2">Dry run, simulated</span>}
              {study.deleteAfter && <span className="note ms-2">To be deleted on {formatDay(study.deleteAfter)}</span>}
              {study.isSample && !study.isDryRun && <span className="note ms-2">Sample</span>}
            </th>
            <td className="start">
              <StudyStatusTag study={study} />
            </td>
            <td>
              {formatCount(study.counts.votes)}
              {study.origin === "native" && study.counts.votesWanted > 0 && (
                <span className="note"> of {formatCount(study.counts.votesWanted)}</span>
              )}
            </td>
            <td className="max-pair:hidden">{formatCount(study.counts.raters)}</td>
            <td className="max-pair:hidden">{formatCount(study.counts.prompts)}</td>
            <td className="max-pair:hidden">{formatDay(study.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
