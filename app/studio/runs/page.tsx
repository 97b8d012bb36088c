import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/studio/page-head";
import { RunStateTag } from "@/components/studio/run-state-tag";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDay, formatTime } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { listRuns } from "@/lib/inference/queries/runs";
import type { RunSummary } from "@/lib/inference/schema";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  const account = await requireAccount();
  const runs = await listRuns(account);
  const actions = mayWrite(account) && (
    <ButtonLink look="primary" href="/studio/runs/new">
      Order a run
    </ButtonLink>
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Runs" actions={runs.length > 0 && actions} />
      {runs.length === 0 ? (
        <EmptyState actions={actions}>
          No runs yet. A run asks models for their responses to a prompt set, and goes on while you are away.
        </EmptyState>
      ) : (
        <RunsTable runs={runs} />
      )}
    </main>
  );
}

function RunsTable({ runs }: { runs: RunSummary[] }) {
  return (
    <Table label="Runs">
      <thead>
        <tr>
          <th scope="col" className="start">
            Ordered
          </th>
          <th scope="col" className="start">
            Prompt set
          </th>
          <th scope="col" className="start">
            Models
          </th>
          <th scope="col" className="start">
            State
          </th>
          <th scope="col">Done</th>
          <th scope="col">Failed</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row">
              <Link href={`/studio/runs/${run.id}`} prefetch={false}>
                {formatDay(run.createdAt)}, {formatTime(run.createdAt)}
              </Link>
            </th>
            <td className="prose min-w-40 break-words">
              {run.promptSet.name} <span className="note">version {run.promptSet.version}</span>
            </td>
            <td className="prose min-w-40 break-words">{run.models.join(", ")}</td>
            <td className="start">
              <RunStateTag state={run.state} />
            </td>
            <td>
              {formatCount(run.done)} <span className="note">of {formatCount(run.total)}</span>
            </td>
            <td>{formatCount(run.failed)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
