import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "@/components/rating/courier";
import { useSay } from "@/components/rating/say";
import { Blindness, Feedback } from "@/components/rating/steps/closing";
import { Comprehension } from "@/components/rating/steps/comprehension";
import { Demographics } from "@/components/rating/steps/demographics";
import { Ended } from "@/components/rating/steps/ended";
import { Explanation, Practice } from "@/components/rating/steps/practice";
import type { Sending } from "@/components/rating/steps/sending";
import type { Step, StepRequest } from "@/lib/crowd/schema";
import "@/components/rating/steps/steps.css";

type StepsProps = {
  ask: (route: string, body: object) => Promise<Answer>;
  /** What to say of an answer that refuses, in the rater's language. */
  describe: (body: unknown) => string;
  lettersOn: boolean;
  /** The pairs are next. */
  onRating: () => void;
};

const RETRY_MS = 3000;

/** Everything that a rater is asked beside pairs. An answer that is lost stays on the page, to be sent again: the server takes it once. */
export default function Steps({ ask, describe, lettersOn, onRating }: StepsProps) {
  const say = useSay();
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const frame = useRef<HTMLDivElement>(null);

  const send = useCallback(
    async (request: StepRequest) => {
      setIsBusy(true);
      setProblem("");
      const { status, body } = await ask("step", request);
      setIsBusy(false);
      if (status === 200) {
        const next = body as Step;
        if (next.kind === "rating") onRating();
        else setStep(next);
      } else {
        setProblem(status === 0 ? say("unreachable") : describe(body));
      }
    },
    [ask, describe, onRating, say],
  );

  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    if (step) return;
    void latest.current({ kind: "look" });
    const timer = setInterval(() => void latest.current({ kind: "look" }), RETRY_MS);
    return () => clearInterval(timer);
  }, [step]);

  const key = step && JSON.stringify(step);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what counts
  useEffect(() => {
    window.scrollTo(0, 0);
    frame.current?.querySelector("h1")?.focus({ preventScroll: true });
  }, [key]);

  return (
    <div
      ref={frame}
      className={step?.kind === "practice" ? "rate-step" : "rate-wrap rate-step"}
      aria-busy={isBusy || undefined}
    >
      {step ? (
        <StepView key={key} step={step} send={send} isBusy={isBusy} lettersOn={lettersOn} />
      ) : (
        <h1 tabIndex={-1}>{say("moment")}</h1>
      )}
      <p className="rate-problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

export function StepView({ step, ...sending }: { step: Step } & Sending) {
  switch (step.kind) {
    case "demographics":
      return <Demographics step={step} {...sending} />;
    case "comprehension":
      return <Comprehension step={step} {...sending} />;
    case "practice":
      return <Practice step={step} {...sending} />;
    case "explanation":
      return <Explanation step={step} {...sending} />;
    case "blindness":
      return <Blindness {...sending} />;
    case "feedback":
      return <Feedback {...sending} />;
    case "ended":
      return <Ended step={step} />;
    default:
      return null;
  }
}
