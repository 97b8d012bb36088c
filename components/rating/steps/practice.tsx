import { CHOICES, sayChoice, toLetter } from "@/components/rating/choices";
import { Key } from "@/components/rating/menu";
import { useSay } from "@/components/rating/say";
import type { Sending } from "@/components/rating/steps/sending";
import { useShortcuts } from "@/components/rating/use-shortcuts";
import type { Step } from "@/lib/crowd/schema";

type PracticeProps = { step: Extract<Step, { kind: "practice" }> } & Sending;

/** A pair to try it on. It looks like the others, and says that it does not count. */
export function Practice({ step, send, isBusy, lettersOn = false }: PracticeProps) {
  const say = useSay();
  const offered = CHOICES.filter(({ choice }) => step.choices.some((other) => other === choice));
  const choose = (choice: (typeof step.choices)[number]) => {
    if (!isBusy) void send({ kind: "practice", id: step.id, choice });
  };
  useShortcuts(lettersOn, (letter) => {
    const found = offered.find(({ key }) => key.toLowerCase() === letter);
    if (found && found.choice !== "both_bad") choose(found.choice);
    return found !== undefined;
  });
  return (
    <>
      <div className="rate-wrap rate-practice-head">
        <h1 tabIndex={-1}>{say("practiceTitle", { number: step.number, total: step.total })}</h1>
        <p>{say("practiceText")}</p>
      </div>
      <div className="rate-band">
        <div className="rate-wrap">
          <h2 className="note">{say("prompt")}</h2>
          <Html html={step.prompt} />
        </div>
      </div>
      <div className="rate-wrap rate-pair">
        {(["first", "second"] as const).map((side) => (
          <article key={side} className="rate-response" aria-labelledby={`practice-${side}`}>
            <h3 id={`practice-${side}`}>{say("response", { letter: toLetter(side) })}</h3>
            <Html html={step[side]} />
          </article>
        ))}
      </div>
      <div className="rate-wrap">
        <div className="rate-picks" data-offered={step.choices.length}>
          {offered.map(({ choice, key }) => (
            <button
              key={choice}
              type="button"
              className="btn"
              aria-keyshortcuts={key}
              onClick={() => choice !== "both_bad" && choose(choice)}
            >
              {sayChoice(say, choice)} <Key name={key} />
            </button>
          ))}
        </div>
      </div>
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
