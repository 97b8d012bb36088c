import Link from "next/link";
import { publishProtocolAction, unpublishProtocolAction } from "@/app/studio/studies/actions";
import { ProtocolFiles } from "@/components/studio/protocol-files";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { toStudyPath } from "@/lib/http/study-path";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

/** Where the protocol stands for good, its documents, and who may read them. */
export function Publicity({ study }: { study: StudyDetail }) {
  if (study.origin === "imported" || study.kind === "open" || study.isDryRun) return null;
  const files = <ProtocolFiles address={`/api/studies/${encodeURIComponent(study.name)}/preregistration`} />;
  if (!study.protocolHash) {
    return (
      <>
        {files}
        {study.status === "draft" && mayDo(study.role, "open") && (
          <p>
            <Link href={`${toStudyPath(study.name, "protocol")}/open`}>Take a last look and open the study</Link>
          </p>
        )}
      </>
    );
  }
  const fields = { study: study.name };
  return (
    <>
      {files}
      <p>
        <Link href={`/protocols/${study.protocolHash}`}>Its permanent address</Link> {describeReaders(study)}
      </p>
      {mayDo(study.role, "publish") && study.publishedAt === null && (
        <div>
          {study.protocolPublicAt ? (
            <ActionButton action={unpublishProtocolAction} fields={fields}>
              Take the protocol back
            </ActionButton>
          ) : (
            <ConfirmButton
              action={publishProtocolAction}
              fields={fields}
              title="Make the protocol public?"
              text="Anyone who has its address can read it, raters too: they can then tell which models are compared, and what attention checks expect. You can take it back."
              confirm="Make it public"
              cancel="Keep it private"
            >
              Make the protocol public…
            </ConfirmButton>
          )}
        </div>
      )}
    </>
  );
}

function describeReaders({ publishedAt, protocolPublicAt }: StudyDetail): string {
  if (publishedAt) return "is open to anyone, as the results are.";
  return protocolPublicAt ? "is open to anyone who has it." : "is for members of the study until it is made public.";
}
