import type { ReactNode } from "react";
import type { StateWords } from "@/components/rating/screens";
import { CHOICES } from "@/components/rating/words";
import type { OfferedChoice, RatingStudy } from "@/lib/studies/schema";

/** What the server draws of a rater's pages; none of it is sent as script. */
export function SampleText() {
  return (
    <aside className="rate-sample note" aria-label="About this sample">
      <div className="rate-wrap">
        <strong>Sample text.</strong> Written for this page; no model’s words.
      </div>
    </aside>
  );
}

export function Intro({ title }: { title: string }) {
  return (
    <header className="rate-head">
      <h1>{title}</h1>
      <p className="rate-lead">
        You compare two responses to one request, A and B, and say which is better. Who or what wrote them is not shown.
      </p>
      <p>You can stop at any moment. Your place is kept in this browser.</p>
      <noscript>
        <p className="problem">
          Rating needs JavaScript. Turn it on in this browser’s settings, then load the page again.
        </p>
      </noscript>
    </header>
  );
}

export function Instructions({ html }: { html: string }) {
  return (
    <section className="rate-part" aria-labelledby="instructions">
      <h2 id="instructions">How to judge</h2>
      <Html html={html} />
    </section>
  );
}

export function Consent({ html }: { html: string }) {
  return (
    <section className="rate-part" aria-labelledby="consent">
      <h2 id="consent">Before you agree</h2>
      <Html html={html} />
    </section>
  );
}

/** Sanitised by lib/text. */
function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

export function Keys({ choices }: { choices: OfferedChoice[] }) {
  const keys = [
    ...CHOICES.filter(({ choice }) => choices.includes(choice)),
    { key: "U", label: "Undo the last vote" },
    { key: "S", label: "Skip, and say why" },
    { key: "F", label: "Flag a response" },
  ];
  return (
    <>
      <h2>Keys</h2>
      <p className="note">Each button has a key. Arrow keys only scroll.</p>
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

export const STATE_WORDS: StateWords = {
  waiting: (
    <>
      <h1 tabIndex={-1}>Waiting for a pair</h1>
      <p>Every pair that is left is with another rater now. As soon as one comes back, it appears here by itself.</p>
      <p>If you would rather not wait, close this page. Your votes are recorded, and your place is kept.</p>
    </>
  ),
  step: <h1 tabIndex={-1}>One moment</h1>,
  finished: (
    <>
      <h1 tabIndex={-1}>Finished</h1>
      <p>Nothing is left for you to rate in this study. All your votes are recorded.</p>
      <p>You can close this page.</p>
    </>
  ),
  paused: (
    <>
      <h1 tabIndex={-1}>This study is paused</h1>
      <p>The researchers have paused it. Your votes are recorded, and your place is kept.</p>
      <p>This page goes on by itself when the study does. You can also close it and come back later.</p>
    </>
  ),
  closed: (
    <>
      <h1 tabIndex={-1}>This study is closed</h1>
      <p>It takes no more votes. Those that you gave are recorded.</p>
      <p>You can close this page.</p>
    </>
  ),
};

type ClosedProps = { title: string; status: RatingStudy["status"]; strip: ReactNode };

/** For who has no place in the study and can get none now. */
export function Closed({ title, status, strip }: ClosedProps) {
  const isPaused = status === "paused";
  return (
    <div className="rate">
      {strip}
      <main id="main" className="rate-main rate-wrap rate-quiet">
        <p className="note">{title}</p>
        <h1>{isPaused ? "This study is paused" : "This study is closed"}</h1>
        <p>
          {isPaused
            ? "It takes no new raters for now. Come back later, at the same address."
            : "It takes no more votes. There is nothing to do here."}
        </p>
      </main>
    </div>
  );
}
