import type { Metadata } from "next";
import { ImportResponsesForm } from "@/app/studio/models/import/import-responses-form";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAccount } from "@/lib/auth/session";
import { listPromptSets } from "@/lib/prompts/queries";

export const metadata: Metadata = { title: "Import responses" };

export default async function ImportResponsesPage() {
  const sets = await listPromptSets(await requireAccount());
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Import responses" />
      {sets.length === 0 ? (
        <EmptyState actions={<ButtonLink href="/studio/prompts/import">Import prompts</ButtonLink>}>
          Responses belong to prompts, and there are no prompt sets yet.
        </EmptyState>
      ) : (
        <ImportResponsesForm sets={[...new Set(sets.map(({ name }) => name))]} />
      )}
    </main>
  );
}
