import { takeBackDeletionAction, unarchiveAction } from "@/app/studio/studies/[study]/settings/put-away-actions";
import { ActionButton } from "@/components/ui/action-button";
import { formatDay } from "@/components/ui/format";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

/** Stand over every page of a study that is to be deleted, or is in the archive. */
export function StudyStrips({ study }: { study: StudyDetail }) {
  const { name, role, deleteAfter, archivedAt } = study;
  const fields = { study: name };
  return (
    <>
      {deleteAfter && (
        <aside className="border-b border-rule bg-danger-soft py-2" aria-label="About the deletion">
          <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-2">
            <p>
              <strong className="font-semibold text-danger">To be deleted on {formatDay(deleteAfter)}.</strong> No
              raters are let in.
            </p>
            {mayDo(role, "delete") && (
              <ActionButton action={takeBackDeletionAction} fields={fields}>
                Keep the study
              </ActionButton>
            )}
          </div>
        </aside>
      )}
      {archivedAt && (
        <aside className="note border-b border-rule py-2" aria-label="About the archive">
          <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-2">
            <p>
              <strong className="font-semibold text-ink">In the archive</strong> since {formatDay(archivedAt)}.
            </p>
            {mayDo(role, "archive") && (
              <ActionButton action={unarchiveAction} fields={fields} look="quiet">
                Take it out
              </ActionButton>
            )}
          </div>
        </aside>
      )}
    </>
  );
}
