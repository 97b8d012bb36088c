import type { Metadata } from "next";
import Link from "next/link";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { DesignCopies } from "@/app/studio/studies/[study]/settings/design-copies";
import { Members } from "@/app/studio/studies/[study]/settings/members";
import { PutAway } from "@/app/studio/studies/[study]/settings/put-away";
import { publishStudyAction, unpublishStudyAction, updateDraftAction } from "@/app/studio/studies/actions";
import { getStudyFormOptions } from "@/app/studio/studies/study-form-data";
import { StudyForm } from "@/components/studio/study-form";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { formatDay } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import { mayCreateStudies, mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const isEditable =
    study.status === "draft" && study.origin === "native" && !study.isDryRun && mayDo(study.role, "edit");
  return (
    <div className="grid gap-12 pt-10">
      {isEditable && (
        <section aria-labelledby="draft-head">
          <h2 id="draft-head" className="mb-4">
            Draft
          </h2>
          <StudyForm
            action={updateDraftAction}
            options={await getStudyFormOptions(account)}
            draft={{ name: study.name, protocol: study.protocol, planHref: toStudyPath(study.name, "plan") }}
          />
        </section>
      )}
      {!study.isDryRun && <Publication study={study} />}
      {study.origin === "native" && study.kind === "fixed" && !study.isDryRun && (
        <DesignCopies study={study.name} mayCreate={mayCreateStudies(account.role)} />
      )}
      <Members account={account} study={study} />
      <PutAway study={study} />
    </div>
  );
}

function Publication({ study }: { study: StudyDetail }) {
  const mayPublish = mayDo(study.role, "publish");
  const hasResults = study.status !== "draft" && study.status !== "opening";
  const address = `/results/${encodeURIComponent(study.name)}`;
  return (
    <section aria-labelledby="publish-head" className="grid justify-items-start gap-3">
      <h2 id="publish-head">Results in public</h2>
      {study.publishedAt ? (
        <p>
          Published on {formatDay(study.publishedAt)}: anyone can read <Link href={address}>the results</Link>.
        </p>
      ) : (
        <p>
          {hasResults ? "Only members of the study see its results." : "There are no results before the study opens."}
        </p>
      )}
      {mayPublish && study.publishedAt && (
        <ActionButton action={unpublishStudyAction} fields={{ study: study.name }}>
          Take the results back
        </ActionButton>
      )}
      {mayPublish && !study.publishedAt && hasResults && (
        <ConfirmButton
          action={publishStudyAction}
          fields={{ study: study.name }}
          title="Publish the results?"
          text={
            study.status === "closed" || study.origin === "imported"
              ? "Anyone can read them, without signing in. You can take them back."
              : "Anyone can read them, raters too, who can then tell which models are compared. You can take them back."
          }
          confirm="Publish"
          cancel="Keep them private"
        >
          Publish the results…
        </ConfirmButton>
      )}
    </section>
  );
}
