import type { Metadata } from "next";
import { ImportPromptsForm } from "@/app/studio/prompts/import/import-prompts-form";
import { PageHead } from "@/components/studio/page-head";
import { requireAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Import prompts" };

export default async function ImportPromptsPage() {
  await requireAccount();
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Import prompts" />
      <ImportPromptsForm />
    </main>
  );
}
