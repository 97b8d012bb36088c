import { headers } from "next/headers";
import Link from "next/link";
import { CopyField } from "@/components/studio/copy-field";
import { ProtocolFacts } from "@/components/studio/protocol-facts";
import { getEnv } from "@/lib/env";
import { toStudyPath } from "@/lib/http/study-path";
import type { StudyDetail } from "@/lib/studies/queries/studies";

export function ProtocolAside({ study }: { study: StudyDetail }) {
  return (
    <aside className="grid content-start gap-4 pt-10" aria-labelledby="protocol-head">
      <h2 id="protocol-head">Protocol</h2>
      <ProtocolFacts protocol={study.protocol} isImported={study.origin === "imported"} />
      <p>
        <Link href={toStudyPath(study.name, "protocol")}>Whole protocol</Link>
      </p>
      {study.origin === "native" && study.kind === "fixed" && !study.isDryRun && <Invitation study={study} />}
    </aside>
  );
}

async function Invitation({ study }: { study: StudyDetail }) {
  const site = getEnv().NEXTAUTH_URL ?? `http://${(await headers()).get("host")}`;
  const isDraft = study.status === "draft" || study.status === "opening";
  return (
    <section className="grid gap-3 pt-6" aria-labelledby="invite-head">
      <h2 id="invite-head">Invite raters</h2>
      {isDraft ? (
        <p className="note">The study gets a rating link when it opens.</p>
      ) : (
        <>
          <CopyField label="Rating link" value={new URL(`/rate/${study.slug}`, site).href} />
          <p className="note">
            {study.status === "open"
              ? "Raters see neither model names nor each other’s votes."
              : "The study is not open: the link says so, and hands out no pairs."}
          </p>
        </>
      )}
    </section>
  );
}
