import { sayChoice } from "@/components/rating/choices";
import { useSay } from "@/components/rating/say";
import type { Sending } from "@/components/rating/steps/sending";
import type { Step } from "@/lib/crowd/schema";

type PracticeProps = { step: Extract<Step, { kind: "practice" }> } & Sending;

/** A pair to try it on. It looks like the others, and says that it does not count. */
export function Practice({ step, send, isBusy }: PracticeProps) {
  const say = useSay();
  return (
    <>
      <h1 tabIndex={-1}>{say("practiceTitle", { number: step.number, total: step.total })}</h1>
      <p>{say("practiceText")}</p>
      <h2 className="note">{say("prompt")}</h2>
      <Html html={step.prompt} />
      <div className="rate-pair">
        {(["first", "second"] as const).map((side) => (
          <article key={side} className="rate-response" aria-labelledby={`practice-${side}`}>
            <h3 id={`practice-${side}`}>{say("response", { letter: side === "first" ? "A" : "B" })}</h3>
            <Html html={step[side]} />
          </article>
        ))}
      </div>
      <p className="rate-acts">
        {step.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="btn"
            onClick={() => !isBusy && void send({ kind: "practice", id: step.id, choice })}
          >
            {sayChoice(say, choice)}
          </button>
        ))}
      </p>
    </>
  );
}

type ExplanationProps = { step: Extract<Step, { kind: "explanation" }> } & Sending;

export function Explanation({ step, send, isBusy }: ExplanationProps) {
  const say = useSay();
  const better = sayChoice(say, step.better as "first" | "second" | "tie");
  return (
    <>
      <h1 tabIndex={-1}>{step.wasRight ? say("practiceRight") : say("practiceWrong", { better })}</h1>
      <Html html={step.html} />
      <p className="rate-acts">
        <button type="button" className="btn btn-primary" onClick={() => !isBusy && void send({ kind: "look" })}>
          {say("nextStep")}
        </button>
      </p>
    </>
  );
}

/** Sanitised on the server. */
function Html({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
  return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
