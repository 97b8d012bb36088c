"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Choosing } from "@/components/demo/choosing";
import { Composer } from "@/components/demo/composer";
import { isRunning, type Talk } from "@/components/demo/demo-machine";
import { TurnView } from "@/components/demo/turn-view";
import { useDemo } from "@/components/demo/use-demo";
import { Reveal, VoteBar } from "@/components/demo/vote-bar";
import type { OpenDemo } from "@/lib/demo/schema";

/** From which width the two stand side by side; the same as in pair.css. */
const SIDE_BY_SIDE = "(width >= 56rem)";

/** Talk to one model, or to two whose names are told after the vote. */
export function Demo({ demo, notes }: { demo: OpenDemo; notes: ReactNode }) {
  const { talk, deeds } = useDemo("chat", demo.models[0] ?? "");
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const running = isRunning(talk);
  useFollow(talk);

  const send = async () => {
    const asked = text;
    setText("");
    if (!(await deeds.send(asked))) setText(asked);
  };
  const clear = () => {
    deeds.clear();
    field.current?.focus();
  };
  const stop = () => {
    deeds.stop();
    field.current?.focus();
  };
  const vote = (choice: Parameters<typeof deeds.vote>[0]["choice"]) =>
    deeds.vote({ choice, layout: window.matchMedia(SIDE_BY_SIDE).matches ? "side_by_side" : "stacked" });

  return (
    <>
      <div className="demo-main">
        <div className="rate-wrap demo-head">
          <h1>Talk to a model</h1>
          <Choosing talk={talk} models={demo.models} onMode={deeds.choose} onModel={deeds.chooseModel} />
          {talk.turns.length === 0 && notes}
        </div>
        <div
          role="log"
          aria-label="Conversation"
          aria-live={running ? "off" : "polite"}
          aria-busy={running || undefined}
        >
          {talk.turns.map((turn, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns never change places
            <TurnView key={index} turn={turn} number={index + 1} talk={talk} />
          ))}
        </div>
      </div>
      <section className="demo-dock" aria-label="Your part">
        <div className="rate-wrap">
          <p role="alert" className="demo-refused">
            {talk.problem}
          </p>
          {talk.allowed.vote && <VoteBar isBusy={talk.isVoting} onVote={vote} />}
          {talk.revealed ? (
            <Reveal revealed={talk.revealed} onClear={clear} />
          ) : (
            <Composer
              talk={talk}
              text={text}
              field={field}
              onText={setText}
              onSend={send}
              onStop={stop}
              onRegenerate={deeds.regenerate}
              onClear={clear}
            />
          )}
          <p role="status" className="rate-hidden">
            {toStatus(talk)}
          </p>
        </div>
      </section>
    </>
  );
}

/** Said when a turn ends, and not while it comes in. */
function toStatus({ turns, mode }: Talk): string {
  const last = turns.at(-1);
  if (!last || last.state === "running") return "";
  if (last.message) return last.message;
  return mode === "battle" ? "Both responses are complete." : "The response is complete.";
}

/**
 * Two responses are read from their beginning: a new pair comes to the top. One is followed while it comes in, unless the
 * reader has scrolled away from its end.
 */
function useFollow({ turns, mode }: Talk): void {
  const count = useRef(0);
  useEffect(() => {
    const isNew = turns.length > count.current;
    count.current = turns.length;
    if (mode === "battle") {
      if (isNew) document.getElementById(`asked-${turns.length}`)?.scrollIntoView({ block: "start" });
      return;
    }
    const { scrollHeight } = document.documentElement;
    const isNear = scrollHeight - window.scrollY - window.innerHeight < 240;
    if (isNew || (isNear && turns.at(-1)?.state === "running")) window.scrollTo(0, scrollHeight);
  }, [turns, mode]);
}
