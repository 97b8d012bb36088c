import type { Metadata } from "next";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { saveSessionAction } from "@/app/studio/studies/[study]/session/save-session-action";
import { Fact } from "@/components/studio/protocol-facts";
import { SessionForm } from "@/components/studio/session/session-form";
import { ButtonLink } from "@/components/ui/button";
import { toStudyPath } from "@/lib/http/study-path";
import { listPromptSets } from "@/lib/prompts/queries";
import { GOLD_SOURCE } from "@/lib/prompts/schema";
import { describeSession } from "@/lib/studies/describe-session";
import { mayDo } from "@/lib/studies/policy";
import { listPilotTimes } from "@/lib/studies/queries/pilot-times";
import type { Protocol } from "@/lib/studies/schema";
import { CROWD_RULES, CROWD_SESSION } from "@/lib/studies/templates/crowd-session";

export const metadata: Metadata = { title: "Session" };

export default async function SessionPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const isEditable =
    study.status === "draft" && study.origin === "native" && !study.isDryRun && mayDo(study.role, "edit");
  const previewHref = `${toStudyPath(study.name, "session")}/preview`;
  const [sets, pilots] = isEditable ? await Promise.all([listPromptSets(account), listPilotTimes(account)]) : [[], []];
  const gold = sets.filter(({ source }) => source === GOLD_SOURCE);
  return (
    <section className="grid grid-cols-1 gap-6 pt-10" aria-labelledby="session-head">
      <div className="grid max-w-[44rem] gap-2">
        <h2 id="session-head">Session</h2>
        <p>
          A rater&apos;s way through the study, from consent to the end.{" "}
          {isEditable ? "All of it is frozen with the protocol when the study opens." : "It cannot change any more."}
        </p>
      </div>
      {isEditable ? (
        <SessionForm
          action={saveSessionAction}
          study={study.name}
          protocol={study.protocol}
          start={{ session: CROWD_SESSION, rules: CROWD_RULES }}
          goldSets={gold.filter(({ name }, at) => gold.findIndex((set) => set.name === name) === at)}
          pilots={pilots.filter(({ study: name }) => name !== study.name)}
          previewHref={previewHref}
          settingsHref={toStudyPath(study.name, "settings")}
        />
      ) : (
        <Frozen protocol={study.protocol} previewHref={previewHref} />
      )}
    </section>
  );
}

function Frozen({ protocol, previewHref }: { protocol: Protocol; previewHref: string }) {
  const facts = describeSession(protocol);
  return (
    <div className="grid max-w-measure justify-items-start gap-5">
      {facts.length === 0 && <p>Raters consent and judge pairs; nothing else is asked of them.</p>}
      <dl className="grid gap-3 break-words">
        {facts.map(([name, text]) => (
          <Fact key={name} name={name}>
            <span dir="auto">{text}</span>
          </Fact>
        ))}
      </dl>
      <ButtonLink href={previewHref}>Preview as the rater</ButtonLink>
    </div>
  );
}
