import type { Metadata } from "next";
import { ImportGoldForm } from "@/app/studio/prompts/import/gold/import-gold-form";
import { PageHead } from "@/components/studio/page-head";
import { requireAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Import gold pairs" };

export default async function ImportGoldPage() {
  await requireAccount();
  return (
    <main className="wrap pb-16" id="main">
      <PageHead
        title="Import gold pairs"
        meta="Prompts with two responses, of which it is known which is better. Raters meet some of them among their pairs; they are never counted."
      />
      <ImportGoldForm />
    </main>
  );
}
