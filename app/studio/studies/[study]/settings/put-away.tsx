import Link from "next/link";
import { DeleteForm } from "@/app/studio/studies/[study]/settings/delete-form";
import { archiveAction, unarchiveAction } from "@/app/studio/studies/[study]/settings/put-away-actions";
import { ActionButton } from "@/components/ui/action-button";
import { toStudyPath } from "@/lib/http/study-path";
import { GRACE_DAYS } from "@/lib/studies/deletion";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

/** What was done to the study, and the two ways out of the lists. */
export function PutAway({ study }: { study: StudyDetail }) {
  const fields = { study: study.name };
  return (
    <>
      {mayDo(study.role, "audit") && (
        <section aria-labelledby="audit-head" className="grid gap-3">
          <h2 id="audit-head">Audit log</h2>
          <p>
            <Link href={toStudyPath(study.name, "audit")} prefetch={false}>
              Who did what to this study, and when
            </Link>
          </p>
        </section>
      )}
      {mayDo(study.role, "archive") && (
        <section aria-labelledby="archive-head" className="grid justify-items-start gap-3">
          <h2 id="archive-head">Archive</h2>
          <p className="max-w-[44rem]">
            {study.archivedAt
              ? "The study is in the archive: it stands in no list. All else is as before."
              : "In the archive a study stands in no list. All else stays as it is, and it can be taken out again."}
          </p>
          <ActionButton action={study.archivedAt ? unarchiveAction : archiveAction} fields={fields}>
            {study.archivedAt ? "Take it out of the archive" : "Archive this study"}
          </ActionButton>
        </section>
      )}
      {mayDo(study.role, "delete") && !study.isDryRun && study.deleteAfter === null && (
        <section aria-labelledby="delete-head" className="grid gap-3">
          <h2 id="delete-head">Delete</h2>
          <p className="max-w-[44rem]">
            The study goes with all its votes, its raters and its protocol, {GRACE_DAYS} days from now. Until then it
            takes no raters, and you can take this back. Prompts, models and responses stay, and so does what the audit
            log says of it.
          </p>
          <DeleteForm study={study.name} />
        </section>
      )}
    </>
  );
}
