import type { Metadata } from "next";
import { createStudyAction } from "@/app/studio/studies/actions";
import { StudyFileForm } from "@/app/studio/studies/new/study-file-form";
import { getStudyFormOptions } from "@/app/studio/studies/study-form-data";
import { PageHead } from "@/components/studio/page-head";
import { StudyForm } from "@/components/studio/study-form";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAccount } from "@/lib/auth/session";
import { mayCreateStudies } from "@/lib/studies/policy";

export const metadata: Metadata = { title: "New study" };

export default async function NewStudyPage() {
  const account = await requireAccount();
  const mayCreate = mayCreateStudies(account.role);
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="New study" />
      {mayCreate ? (
        <>
          <details className="mb-8">
            <summary className="py-2.5 font-medium">Make it of a study’s file</summary>
            <div className="pt-3">
              <StudyFileForm />
            </div>
          </details>
          <StudyForm action={createStudyAction} options={await getStudyFormOptions(account)} draft={null} />
        </>
      ) : (
        <EmptyState actions={<ButtonLink href="/studio/studies">Back to the studies</ButtonLink>}>
          A viewer reads studies and makes none. An owner of this site can make you an editor.
        </EmptyState>
      )}
    </main>
  );
}
