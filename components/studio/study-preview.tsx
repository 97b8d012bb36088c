"use client";

import { CHOICES, sayChoice } from "@/components/rating/choices";
import { makeSay } from "@/components/rating/say";
import { en } from "@/components/rating/words/en";
import { type PreviewedTexts, useDraftPreview } from "@/components/studio/use-draft-preview";
import type { OfferedChoice } from "@/lib/studies/schema";
import "@/components/rating/prose.css";

type Props = PreviewedTexts & {
  title: string;
  question: string;
  criteria: string[];
  choices: OfferedChoice[];
};

const say = makeSay(en);
const FRAME =
  "grid max-h-[calc(100dvh-4rem)] grid-cols-1 content-start overflow-y-auto rounded-md border border-rule bg-paper";

/** The draft as a rater would meet it, while it is written. Nothing in it can be pressed, and no model is named. */
export function StudyPreview({ title, question, criteria, choices, ...draft }: Props) {
  const { preview, hasFailed } = useDraftPreview(draft);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys
    <section tabIndex={0} aria-label="Preview as the rater" className={FRAME}>
      <div className="grid gap-4 px-5 py-5">
        <p className="text-lead font-semibold break-words">{title}</p>
        {preview && (
          <>
            <Part title={say("howToJudge")} html={preview.instructionsHtml} />
            <Part title={say("beforeAgree")} html={preview.consentHtml} />
          </>
        )}
      </div>
      {preview?.pair ? (
        <Pair {...preview.pair} />
      ) : (
        <p role="status" className="note border-t border-rule px-5 py-5">
          {hasFailed
            ? "The preview could not be drawn. It is tried again with the next change."
            : "A pair stands here once two models that meet have both answered a prompt of the sets."}
        </p>
      )}
      <div className="grid gap-2 border-t border-rule px-5 py-4">
        <p className="font-medium break-words">
          {question}{" "}
          {criteria.length > 0 && <span className="note">{say("weigh", { criteria: criteria.join(", ") })}</span>}
        </p>
        <ul className="flex flex-wrap gap-2">
          {CHOICES.filter(({ choice }) => choices.includes(choice)).map(({ choice, key }) => (
            <li key={choice} className="btn pointer-events-none">
              {sayChoice(say, choice)} <kbd className="kbd">{key}</kbd>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Part({ title, html }: { title: string; html: string }) {
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <Html html={html} />
    </div>
  );
}

function Pair({ prompt, first, second }: { prompt: string[]; first: string[]; second: string[] }) {
  const turns = prompt.length;
  return prompt.map((html, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: turns never change places
    <div key={index}>
      <div className="bg-sunk px-5 py-4">
        <p className="note">{turns > 1 ? say("promptTurn", { turn: index + 1, turns }) : say("prompt")}</p>
        <Html html={html} />
      </div>
      {[first, second].map((said, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: A and B
        <div key={side} className="border-b border-rule px-5 py-4">
          <p className="font-semibold">
            {say("response", { letter: side === 0 ? "A" : "B" })}
            {turns > 1 && <span className="note"> {say("turn", { turn: index + 1 })}</span>}
          </p>
          <Html html={said[index] ?? ""} />
        </div>
      ))}
    </div>
  ));
}

/** Sanitised on the server. */
function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
