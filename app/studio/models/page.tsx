import type { Metadata } from "next";
import Link from "next/link";
import { describeLimits, toModelPath } from "@/components/studio/model-words";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { listModels } from "@/lib/models/queries";
import type { ModelSummary } from "@/lib/models/schema";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  const account = await requireAccount();
  const models = await listModels(account);
  const actions = mayWrite(account) && (
    <>
      <ButtonLink href="/studio/models/import">Import responses</ButtonLink>
      <ButtonLink look="primary" href="/studio/models/new">
        Add a model
      </ButtonLink>
    </>
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Models" actions={models.length > 0 && actions} />
      {models.length === 0 ? (
        <EmptyState actions={actions}>
          No models yet. Add one with its address, so that it is asked from here, or import what one has said.
        </EmptyState>
      ) : (
        <ModelsTable models={models} />
      )}
    </main>
  );
}

function ModelsTable({ models }: { models: ModelSummary[] }) {
  return (
    <Table label="Models">
      <thead>
        <tr>
          <th scope="col" className="start">
            Model
          </th>
          <th scope="col" className="start">
            Provider
          </th>
          <th scope="col" className="start">
            Address
          </th>
          <th scope="col" className="start">
            Template
          </th>
          <th scope="col" className="start">
            Limits
          </th>
          <th scope="col">Responses</th>
          <th scope="col" className="start">
            For readers
          </th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <ModelRow key={model.id} model={model} />
        ))}
      </tbody>
    </Table>
  );
}

function ModelRow({ model }: { model: ModelSummary }) {
  const isLive = model.provider !== "recorded";
  return (
    <tr>
      <th scope="row" className="prose min-w-40 break-words">
        {isLive ? (
          <Link href={toModelPath(model.name)} prefetch={false}>
            {model.name}
          </Link>
        ) : (
          model.name
        )}
      </th>
      <td className="start">{isLive ? model.provider : <span className="text-muted">imported</span>}</td>
      <td className="start mono">{model.baseUrl}</td>
      <td className="start">{model.template ?? (isLive ? <span className="text-muted">its own</span> : null)}</td>
      <td className="start">{isLive && describeLimits(model)}</td>
      <td>{formatCount(model.responses)}</td>
      <td className="start">
        <Link href={`${toModelPath(model.name)}/card`} prefetch={false}>
          What it is<span className="sr-only">: {model.name}</span>
        </Link>
      </td>
    </tr>
  );
}
