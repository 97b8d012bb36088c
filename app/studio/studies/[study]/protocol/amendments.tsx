import { redirect } from "next/navigation";
import { toAmendmentRows } from "@/app/list-amendments";
import { AmendmentList } from "@/components/results/amendment-list";
import { ButtonLink } from "@/components/ui/button";
import { toStudyPath } from "@/lib/http/study-path";
import { findBreak } from "@/lib/studies/amend-protocol";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";

type Props = { study: StudyDetail; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was changed since the study was frozen, and the way to change more. `?response=ID` leads on to withdrawing it. */
export async function Amendments({ study, searchParams }: Props) {
  const { name, protocolHash, amendments, role, kind, origin } = study;
  if (!protocolHash || kind === "open" || origin === "imported") return null;
  const { response } = await searchParams;
  const address = `${toStudyPath(name, "protocol")}/amend`;
  if (typeof response === "string") redirect(`${address}?response=${encodeURIComponent(response)}`);
  const broken = findBreak(protocolHash, amendments);
  return (
    <section aria-labelledby="amendments-head" className="grid justify-items-start gap-4">
      <h2 id="amendments-head">Amendments</h2>
      {amendments.length === 0 && (
        <p className="max-w-[44rem]">
          None. A response that should not have been shown can be withdrawn, and a text that raters read can be changed:
          with a date and a reason, which stand in every export.
        </p>
      )}
      {broken && (
        <p className="problem" role="alert">
          <strong>The chain of hashes is broken.</strong> {broken}
        </p>
      )}
      {amendments.length > 0 && <AmendmentList amendments={toAmendmentRows(amendments)} />}
      {mayDo(role, "edit") && study.deleteAfter === null && <ButtonLink href={address}>Amend the protocol</ButtonLink>}
    </section>
  );
}
