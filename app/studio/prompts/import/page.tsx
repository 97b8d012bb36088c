import type { Metadata } from "next";
import { fetchSetAction } from "@/app/studio/prompts/import/actions";
import { ImportPromptsForm } from "@/app/studio/prompts/import/import-prompts-form";
import { PageHead } from "@/components/studio/page-head";
import { ActionButton } from "@/components/ui/action-button";
import { requireAccount } from "@/lib/auth/session";
import { addressOf, PUBLISHED_SETS, publishedSets } from "@/lib/imports/published-sets";

export const metadata: Metadata = { title: "Import prompts" };

export default async function ImportPromptsPage() {
  await requireAccount();
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Import prompts" />
      <ImportPromptsForm />
      <section aria-labelledby="published-head" className="grid gap-6 pt-12">
        <h2 id="published-head">Published test sets</h2>
        <p className="max-w-[44rem]">
          Fetched from where they were published, at a pinned commit, and taken only if every byte is as it was. Where
          this server has no network, download the file yourself and import it above.
        </p>
        {PUBLISHED_SETS.map((which) => {
          const set = publishedSets[which];
          return (
            <div key={which} className="grid max-w-[44rem] gap-2">
              <h3>{set.setName}</h3>
              <p className="note break-words">
                {set.licence}; <a href={addressOf(set)}>{`${set.repository}, ${set.path}`}</a>, commit{" "}
                <span className="mono">{set.commit.slice(0, 8)}</span>
              </p>
              <ActionButton action={fetchSetAction} fields={{ which }}>
                Fetch<span className="sr-only"> the {set.setName}</span>
              </ActionButton>
            </div>
          );
        })}
      </section>
    </main>
  );
}
