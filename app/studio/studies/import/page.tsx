import type { Metadata } from "next";
import { ImportVotesForm } from "@/app/studio/studies/import/import-votes-form";
import { PageHead } from "@/components/studio/page-head";
import { requireAccount } from "@/lib/auth/session";
import { listPromptSets } from "@/lib/prompts/queries";

export const metadata: Metadata = { title: "Import votes" };

export default async function ImportVotesPage() {
  const sets = await listPromptSets(await requireAccount());
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Import votes" />
      <p className="max-w-measure pb-6">
        Brings in a study done elsewhere, so that its results can be seen and compared here. Models, prompts and raters
        are made by their ids in the file.
      </p>
      <ImportVotesForm sets={[...new Set(sets.map(({ name }) => name))]} />
    </main>
  );
}
