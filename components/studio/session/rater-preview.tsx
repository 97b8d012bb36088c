"use client";

import { type ReactNode, useMemo, useState } from "react";
import { makeSay, SpeechContext } from "@/components/rating/say";
import { StepView } from "@/components/rating/steps/steps";
import type { Words } from "@/components/rating/words/en";
import { AsksPreview } from "@/components/studio/session/asks-preview";
import { Button } from "@/components/ui/button";
import type { Step } from "@/lib/crowd/schema";
import type { RaterAsks } from "@/lib/studies/asks-schema";
import type { Language } from "@/lib/studies/session-schema";
import "@/components/rating/prose.css";
import "@/components/rating/rating.css";
import "@/components/rating/pair.css";
import "@/components/rating/choice-bar.css";

type Props = {
  language: Language;
  direction: "ltr" | "rtl";
  words: Partial<Words>;
  /** Title, instructions and consent, drawn by the server. */
  intro: ReactNode;
  steps: PreviewStep[];
};

/** `asks`: under each pair, once the choice is made. */
type PreviewStep = Step | { kind: "asks"; asks: RaterAsks };

const NAMES: Partial<Record<PreviewStep["kind"], string>> = {
  demographics: "Demographics",
  comprehension: "Comprehension",
  practice: "Practice pair",
  explanation: "Explanation of a practice pair",
  asks: "Asked beside each choice",
  blindness: "Which models",
  feedback: "Feedback",
  ended: "The end",
};

/** Step by step: what a rater's answer would lead to comes next, whatever the answer. */
export function RaterPreview({ language, direction, words, intro, steps }: Props) {
  const [at, setAt] = useState(0);
  const speech = useMemo(() => ({ say: makeSay(words), language }), [words, language]);
  const step = steps[at - 1];
  const last = steps.length;
  const go = (to: number) => setAt(Math.min(last, Math.max(0, to)));
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={at === 0} onClick={() => go(at - 1)}>
          Back
        </Button>
        <Button disabled={at === last} onClick={() => go(at + 1)}>
          Next
        </Button>
        <p role="status">{`Step ${at + 1} of ${last + 1}: ${step ? NAMES[step.kind] : "Instructions and consent"}`}</p>
      </div>
      <div
        lang={language}
        dir={direction}
        className="rate-step rounded-md border border-rule bg-raised px-6 py-6 max-pair:px-4"
      >
        <SpeechContext value={speech}>
          {!step && intro}
          {step?.kind === "asks" && <AsksPreview asks={step.asks} />}
          {step && step.kind !== "asks" && (
            <StepView key={at} step={step} send={async () => go(at + 1)} isBusy={false} />
          )}
        </SpeechContext>
      </div>
    </div>
  );
}
