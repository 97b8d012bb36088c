import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useSay } from "@/components/rating/say";
import type { Pair } from "@/lib/assignments/schema";

type PairViewProps = {
  pair: Pair;
  /** "Pair 13 of 40". */
  name: string;
  /** Not for the first pair of a visit, which the reader has not asked for. */
  takesFocus: boolean;
};

/** The whole conversation, turn by turn. Give it a key, so that each pair starts afresh. */
export function PairView({ pair, name, takesFocus }: PairViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [took] = useState(takesFocus);
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    if (took) heading.current?.focus({ preventScroll: true });
  }, [took]);

  const say = useSay();
  const turns = pair.prompt.length;
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="rate-hidden">
        {name}
      </h1>
      <a className="skip-link" href="#choices">
        {say("goToChoices")}
      </a>
      {pair.prompt.map((prompt, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns never change places
        <section key={index} aria-labelledby={`prompt-${index + 1}`}>
          <div className="rate-band">
            <div className="rate-wrap">
              <h2 id={`prompt-${index + 1}`} className="note">
                {turns > 1 ? say("promptTurn", { turn: index + 1, turns }) : say("prompt")}
              </h2>
              <Fold html={prompt} />
            </div>
          </div>
          <div className="rate-wrap rate-pair">
            <Response letter="A" turn={turns > 1 ? index + 1 : null} html={pair.first[index]} />
            <Response letter="B" turn={turns > 1 ? index + 1 : null} html={pair.second[index]} />
          </div>
        </section>
      ))}
    </>
  );
}

function Response({ letter, turn, html }: { letter: "A" | "B"; turn: number | null; html: string | undefined }) {
  const say = useSay();
  const id = `response-${letter}-${turn ?? 1}`;
  return (
    <article className="rate-response" aria-labelledby={id}>
      <h3 id={id}>
        {say("response", { letter })}
        {turn && <span className="note"> {say("turn", { turn })}</span>}
      </h3>
      {html?.trim() ? <Html html={html} /> : <p className="note">{say("emptyResponse")}</p>}
    </article>
  );
}

/** The height at which the frame, as it is, cuts through no line. */
function toWholeLines(frame: HTMLElement): number {
  const { top, bottom } = frame.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(frame);
  const ends = Array.from(range.getClientRects(), (line) => line.bottom).filter((end) => end <= bottom);
  return Math.ceil(Math.max(...ends, top + 1) - top) + 6;
}

/** Sanitised on the server. */
function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A prompt longer than a screen folds. Whether it is, is known before it is painted, so that nothing jumps. */
function Fold({ html }: { html: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [fold, setFold] = useState<"measured" | "whole" | "shut" | "open">("measured");

  useLayoutEffect(() => {
    const { current } = frame;
    // a fold that would hide a line or two is more trouble than they are
    if (current) setFold(current.scrollHeight > current.clientHeight * 1.25 ? "shut" : "whole");
  }, []);

  useLayoutEffect(() => {
    const { current } = frame;
    if (current) current.style.maxBlockSize = fold === "shut" ? `${toWholeLines(current)}px` : "";
  }, [fold]);

  useEffect(() => {
    const { current } = frame;
    if (fold !== "shut" || !current) return;
    // a link in the hidden part that is tabbed to must be seen
    const look = ({ target }: FocusEvent) => {
      const bottom = target instanceof Element ? target.getBoundingClientRect().bottom : 0;
      if (bottom > current.getBoundingClientRect().bottom) setFold("open");
    };
    current.addEventListener("focusin", look);
    return () => current.removeEventListener("focusin", look);
  }, [fold]);

  const say = useSay();
  const isOpen = fold === "open";
  return (
    <>
      <div ref={frame} className="rate-fold" data-fold={fold}>
        <Html html={html} />
      </div>
      {(isOpen || fold === "shut") && (
        <button
          type="button"
          className="btn rate-more"
          aria-expanded={isOpen}
          onClick={() => setFold(isOpen ? "shut" : "open")}
        >
          {say(isOpen ? "showLess" : "showAll")}
        </button>
      )}
    </>
  );
}
