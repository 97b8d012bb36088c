import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { OpenForm } from "@/app/studio/studies/[study]/protocol/open/open-form";
import { ProtocolFiles } from "@/components/studio/protocol-files";
import { ProtocolSections } from "@/components/studio/protocol-sections";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AppError } from "@/lib/http/app-error";
import { toStudyPath } from "@/lib/http/study-path";
import { checkReadiness } from "@/lib/studies/check-draft";
import { mayDo } from "@/lib/studies/policy";
import { getPreregistration } from "@/lib/studies/queries/get-preregistration";
import type { Protocol } from "@/lib/studies/schema";

export const metadata: Metadata = { title: "A last look" };

/** The whole protocol on one page before it is frozen: what is agreed to here is what is hashed. */
export default async function OpenPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const isDraft = study.status === "draft" && study.origin === "native" && !study.isDryRun;
  if (!isDraft || !mayDo(study.role, "open")) redirect(toStudyPath(study.name, "protocol"));
  const missing = findMissing(study.protocol);
  const { document } = await getPreregistration(account, study.name);
  return (
    <section className="grid grid-cols-1 gap-6 pt-10" aria-labelledby="open-head">
      <div className="grid max-w-[44rem] gap-2">
        <h2 id="open-head">A last look</h2>
        <p>
          This is what raters will be asked, and how their votes will be read. When the study opens it is frozen and
          gets a hash; after that only dated amendments change what raters read.{" "}
          <Link href={toStudyPath(study.name, "settings")}>Change the draft</Link>
        </p>
        <ProtocolFiles
          address={`/api/studies/${encodeURIComponent(study.name)}/preregistration`}
          note="To show a colleague before it is frozen."
        />
      </div>
      <ProtocolSections sections={document.sections} />
      {missing === null ? (
        <OpenForm study={study.name} />
      ) : (
        <EmptyState actions={<ButtonLink href={toStudyPath(study.name, "settings")}>Change the draft</ButtonLink>}>
          {missing}
        </EmptyState>
      )}
    </section>
  );
}

function findMissing(protocol: Protocol): string | null {
  try {
    checkReadiness(protocol);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
