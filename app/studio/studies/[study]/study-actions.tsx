import { closeStudyAction, deleteDryRunAction, openStudyAction, pauseStudyAction } from "@/app/studio/studies/actions";
import { RefreshWhile } from "@/components/studio/refresh-while";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatCounted } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

/** From state to state, for those who may. */
export function StudyActions({ study }: { study: StudyDetail }) {
  const fields = { study: study.name };
  if (study.origin === "imported" || study.deleteAfter) return null;
  if (study.status === "opening") {
    return (
      <p role="status" className="flex min-h-target items-center">
        Opening… Texts are prepared and comparisons drawn.
        <RefreshWhile everyMs={2000} />
      </p>
    );
  }
  if (study.isDryRun) return <DryRunActions study={study} />;
  return (
    <>
      {study.status === "draft" && mayDo(study.role, "open") && (
        <ButtonLink look="primary" href={`${toStudyPath(study.name, "protocol")}/open`}>
          Open study…
        </ButtonLink>
      )}
      {study.status === "open" && mayDo(study.role, "pause") && (
        <ActionButton action={pauseStudyAction} fields={fields}>
          Pause
        </ActionButton>
      )}
      {study.status === "paused" && mayDo(study.role, "open") && (
        <ActionButton action={openStudyAction} fields={fields} look="primary">
          Open again
        </ActionButton>
      )}
      {(study.status === "open" || study.status === "paused") && mayDo(study.role, "close") && (
        <CloseButton study={study} />
      )}
    </>
  );
}

/** It opens and closes by itself. */
function DryRunActions({ study }: { study: StudyDetail }) {
  if (study.status === "open" || !mayDo(study.role, "close")) return null;
  return (
    <ConfirmButton
      action={deleteDryRunAction}
      fields={{ study: study.name }}
      title="Delete this dry run?"
      text="Its simulated votes and raters are removed. The study that it is a copy of stays as it is."
      confirm="Delete it"
      cancel="Keep it"
    >
      Delete the dry run…
    </ConfirmButton>
  );
}

function CloseButton({ study }: { study: StudyDetail }) {
  const { votes, votesWanted } = study.counts;
  const consequence =
    study.kind === "open"
      ? `It has ${formatCounted(votes, "vote")}. Votes from the demo go to a new study after this.`
      : `It has ${formatCount(votes)} of ${formatCount(votesWanted)} votes. No new pairs are handed out; votes on pairs that are on a screen still count.`;
  return (
    <ConfirmButton
      action={closeStudyAction}
      fields={{ study: study.name }}
      title="Close this study?"
      text={`${consequence} A closed study cannot be opened again.`}
      confirm="Close study"
      cancel={study.status === "open" ? "Keep it open" : "Keep it paused"}
    >
      Close study…
    </ConfirmButton>
  );
}
