import type { ReactNode } from "react";
import { CHOICES, sayChoice } from "@/components/rating/choices";
import type { Say } from "@/components/rating/say";
import type { StateWords } from "@/components/rating/screens";
import type { OfferedChoice, RatingStudy } from "@/lib/studies/schema";

/** What the server draws of a rater's pages; none of it is sent as script. */
export function SampleText({ say }: { say: Say }) {
  return (
    <aside className="rate-sample note" aria-label={say("aboutSample")}>
      <div className="rate-wrap">
        <strong>{say("sampleStrong")}</strong> {say("sampleText")}
      </div>
    </aside>
  );
}

type IntroProps = {
  title: string;
  say: Say;
  languages: { name: string; href: string; isCurrent: boolean; tag: string }[];
};

export function Intro({ title, say, languages }: IntroProps) {
  return (
    <header className="rate-head">
      {languages.length > 1 && (
        <nav className="rate-languages" aria-label={say("language")}>
          {languages.map(({ name, href, isCurrent, tag }) => (
            <a key={tag} href={href} lang={tag} hrefLang={tag} aria-current={isCurrent || undefined}>
              {name}
            </a>
          ))}
        </nav>
      )}
      <h1>{title}</h1>
      <p className="rate-lead">{say("introLead")}</p>
      <p>{say("introStop")}</p>
      <noscript>
        <p className="problem">{say("noScript")}</p>
      </noscript>
    </header>
  );
}

export function Instructions({ html, say }: { html: string; say: Say }) {
  return (
    <section className="rate-part" aria-labelledby="instructions">
      <h2 id="instructions">{say("howToJudge")}</h2>
      <Html html={html} />
    </section>
  );
}

export function Consent({ html, say }: { html: string; say: Say }) {
  return (
    <section className="rate-part" aria-labelledby="consent">
      <h2 id="consent">{say("beforeAgree")}</h2>
      <Html html={html} />
    </section>
  );
}

/** Sanitised by lib/text. */
function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

export function Keys({ choices, say }: { choices: OfferedChoice[]; say: Say }) {
  const keys = [
    ...CHOICES.filter(({ choice }) => choices.includes(choice)).map(({ choice, key }) => ({
      key,
      label: sayChoice(say, choice),
    })),
    { key: "U", label: say("keyUndo") },
    { key: "S", label: say("keySkip") },
    { key: "F", label: say("keyFlag") },
  ];
  return (
    <>
      <h2>{say("keys")}</h2>
      <p className="note">{say("keysNote")}</p>
      <dl>
        {keys.map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd className="kbd">{key}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** @param hasEnd something follows the last pair. */
export function toStateWords(say: Say, hasEnd: boolean): StateWords {
  const draw = (title: string, ...lines: string[]) => (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
  return {
    waiting: draw(say("waitingTitle"), say("waitingText"), say("waitingClose")),
    finished: draw(say("finishedTitle"), say("finishedText"), say(hasEnd ? "finishedMore" : "finishedClose")),
    paused: draw(say("pausedTitle"), say("pausedText"), say("pausedWait")),
    closed: draw(say("closedTitle"), say("closedText"), say("finishedClose")),
    step: draw(say("moment")),
  };
}

/** Why nobody can begin by this address: a preview, or ids that are missing. */
export function Barrier({ title, text }: { title: string; text: string }) {
  return (
    <section className="rate-consent" aria-labelledby="barrier">
      <h2 id="barrier">{title}</h2>
      <p>{text}</p>
    </section>
  );
}

type ClosedProps = { title: string; status: RatingStudy["status"]; strip: ReactNode; say: Say };

/** For who has no place in the study and can get none now. */
export function Closed({ title, status, strip, say }: ClosedProps) {
  const isPaused = status === "paused";
  return (
    <div className="rate">
      {strip}
      <main id="main" className="rate-main rate-wrap rate-quiet">
        <p className="note">{title}</p>
        <h1>{say(isPaused ? "pausedTitle" : "closedTitle")}</h1>
        <p>{say(isPaused ? "pausedNew" : "closedNew")}</p>
      </main>
    </div>
  );
}
