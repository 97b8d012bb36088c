import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { listPromptSets } from "@/lib/prompts/queries";
import type { PromptSetSummary } from "@/lib/prompts/schema";

export const metadata: Metadata = { title: "Prompts" };

export default async function PromptSetsPage() {
  const account = await requireAccount();
  const sets = await listPromptSets(account);
  const actions = mayWrite(account) && (
    <>
      <ButtonLink href="/studio/prompts/import/gold">Import gold pairs</ButtonLink>
      <ButtonLink look="primary" href="/studio/prompts/import">
        Import prompts
      </ButtonLink>
    </>
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Prompts" actions={sets.length > 0 && actions} />
      {sets.length === 0 ? (
        <EmptyState actions={actions}>
          No prompt sets yet. Bring one in as the field publishes it, or as your own CSV.
        </EmptyState>
      ) : (
        <SetsTable sets={sets} />
      )}
    </main>
  );
}

function SetsTable({ sets }: { sets: PromptSetSummary[] }) {
  return (
    <Table label="Prompt sets">
      <thead>
        <tr>
          <th scope="col" className="start">
            Prompt set
          </th>
          <th scope="col">Version</th>
          <th scope="col">Prompts</th>
          <th scope="col" className="start">
            Format
          </th>
          <th scope="col" className="start max-pair:hidden">
            SHA-256
          </th>
          <th scope="col">Made</th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <tr key={set.id}>
            <th scope="row" className="prose min-w-40">
              <Link href={`/studio/prompts/${encodeURIComponent(set.name)}?version=${set.version}`} prefetch={false}>
                {set.name}
              </Link>
              {set.isSample && <span className="note ms-2">Sample</span>}
            </th>
            <td>{set.version}</td>
            <td>{formatCount(set.promptCount)}</td>
            <td className="start">{set.source}</td>
            <td className="start mono max-pair:hidden">{set.digest.slice(0, 8)}</td>
            <td>{formatDay(set.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
