import type { Metadata } from "next";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { Amendments } from "@/app/studio/studies/[study]/protocol/amendments";
import { Publicity } from "@/app/studio/studies/[study]/protocol/publicity";
import { CopyField } from "@/components/studio/copy-field";
import { Fact, ProtocolFacts } from "@/components/studio/protocol-facts";
import { formatCount, formatDay } from "@/components/ui/format";
import { describeSession } from "@/lib/studies/describe-session";
import type { StudyDetail } from "@/lib/studies/queries/studies";
import type { Protocol } from "@/lib/studies/schema";

export const metadata: Metadata = { title: "Protocol" };

type Props = StudyParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProtocolPage({ params, searchParams }: Props) {
  const { study } = await loadStudy(params);
  const isImported = study.origin === "imported";
  return (
    <section className="grid grid-cols-1 gap-10 pt-10" aria-labelledby="protocol-head">
      <div className="grid max-w-[44rem] grid-cols-1 gap-4">
        <h2 id="protocol-head">Protocol</h2>
        <p>{describeState(study)}</p>
        {study.protocolHash && <CopyField label="SHA-256 of the canonical JSON" value={study.protocolHash} />}
        <Publicity study={study} />
      </div>
      <Amendments study={study} searchParams={searchParams} />
      <div className="grid gap-x-16 gap-y-6 pair:grid-cols-2">
        <ProtocolFacts protocol={study.protocol} isImported={isImported} />
        {!isImported && <FurtherFacts protocol={study.protocol} />}
      </div>
      <SessionFacts protocol={study.protocol} />
      {!isImported && <RaterTexts protocol={study.protocol} />}
      <section aria-labelledby="json-head">
        <h2 id="json-head" className="mb-4">
          As JSON
        </h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys */}
        <pre tabIndex={0} className="max-h-[32rem] overflow-auto rounded-md bg-sunk px-5 py-4 leading-[1.6]">
          {JSON.stringify(study.protocol, null, 2)}
        </pre>
      </section>
    </section>
  );
}

function describeState({ origin, kind, protocolHash, openedAt }: StudyDetail): string {
  if (kind === "open") return "An arena of the demo: it runs on, and takes in each model that visitors met.";
  if (origin === "imported") return "The votes were given elsewhere, under a protocol that this site does not hold.";
  if (!protocolHash || !openedAt) return "A draft: it can change until the study opens, and has no hash yet.";
  return `Frozen on ${formatDay(openedAt)}. It cannot change, and every export carries its hash.`;
}

function FurtherFacts({ protocol }: { protocol: Protocol }) {
  return (
    <dl className="grid content-start gap-3">
      {protocol.frozen && <Fact name="Comparisons">{formatCount(protocol.frozen.comparisons)}</Fact>}
      <Fact name="An unanswered pair goes to another rater after">{protocol.leaseMinutes} minutes</Fact>
      <Fact name="Reminder to rest">
        {protocol.breakEvery === null ? "None" : `After every ${protocol.breakEvery} pairs`}
      </Fact>
      <Fact name="Empty responses">{protocol.showEmptyResponses ? "Shown" : "Held back"}</Fact>
      <Fact name="Responses that name their own model">{protocol.showSelfNamingResponses ? "Shown" : "Held back"}</Fact>
      <Fact name="Responses cut short">{protocol.showCutShortResponses ? "Shown" : "Held back"}</Fact>
      <Fact name="Responses that repeat themselves">{protocol.showRepeatedResponses ? "Shown" : "Held back"}</Fact>
      <Fact name="Responses to a cut prompt">{protocol.showPromptCutResponses ? "Shown" : "Held back"}</Fact>
      <Fact name="Consent">Version {protocol.consent.version}</Fact>
    </dl>
  );
}

/** A rater's way through the study, all of it in words, on paper too. */
function SessionFacts({ protocol }: { protocol: Protocol }) {
  const facts = describeSession(protocol);
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="session-head">
      <h2 id="session-head" className="mb-4">
        Session
      </h2>
      <dl className="grid max-w-measure gap-3 break-words">
        {facts.map(([name, text]) => (
          <Fact key={name} name={name}>
            <span dir="auto" className="whitespace-pre-wrap">
              {text}
            </span>
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function RaterTexts({ protocol }: { protocol: Protocol }) {
  const texts = [
    ["Title", protocol.raterTitle],
    ["Question", protocol.question],
    ["Instructions", protocol.instructions],
    ["Consent", protocol.consent.text],
  ] as const;
  return (
    <section aria-labelledby="texts-head">
      <h2 id="texts-head" className="mb-4">
        What raters read
      </h2>
      <dl className="grid max-w-measure gap-5">
        {texts.map(([name, text]) => (
          <div key={name}>
            <dt className="note">{name}</dt>
            <dd dir="auto" className="whitespace-pre-wrap break-words">
              {text}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
