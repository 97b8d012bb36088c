import type { Metadata } from "next";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { listModels } from "@/lib/models/queries";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  const account = await requireAccount();
  const models = await listModels(account);
  const actions = mayWrite(account) && (
    <ButtonLink look="primary" href="/studio/models/import">
      Import responses
    </ButtonLink>
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Models" actions={models.length > 0 && actions} />
      {models.length === 0 ? (
        <EmptyState actions={actions}>No models yet. A model is known here once you bring in its responses.</EmptyState>
      ) : (
        <Table label="Models">
          <thead>
            <tr>
              <th scope="col" className="start">
                Model
              </th>
              <th scope="col">Responses</th>
              <th scope="col" className="start">
                They are
              </th>
              <th scope="col">Known since</th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.id}>
                <th scope="row" className="prose">
                  {model.name}
                </th>
                <td>{formatCount(model.responses)}</td>
                <td className="start">{model.provider === "recorded" ? "imported" : `generated: ${model.provider}`}</td>
                <td>{formatDay(model.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </main>
  );
}
