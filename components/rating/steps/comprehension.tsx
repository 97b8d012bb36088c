import { type FormEvent, useState } from "react";
import { useSay } from "@/components/rating/say";
import type { Sending } from "@/components/rating/steps/sending";
import type { Step } from "@/lib/crowd/schema";

type Props = { step: Extract<Step, { kind: "comprehension" }> } & Sending;

export function Comprehension({ step, send, isBusy }: Props) {
  const say = useSay();
  const [isMissing, setIsMissing] = useState(false);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const data = new FormData(event.currentTarget);
    const answers = step.questions.map((_, index) => Number(data.get(`question-${index}`) ?? -1));
    setIsMissing(answers.includes(-1));
    if (!answers.includes(-1)) void send({ kind: "comprehension", answers, attempt: step.attempt === 1 ? 1 : 2 });
    else event.currentTarget.querySelectorAll<HTMLInputElement>(`[name=question-${answers.indexOf(-1)}]`)[0]?.focus();
  }
  return (
    <form onSubmit={submit} noValidate>
      <h1 tabIndex={-1}>{say("comprehensionTitle")}</h1>
      <p>{say(step.attempt > 1 ? "comprehensionAgain" : "comprehensionText")}</p>
      {step.questions.map(({ question, choices }, index) => (
        <fieldset key={question} className="rate-question">
          <legend>
            <bdi>{question}</bdi>
          </legend>
          {choices.map((choice, value) => (
            <label key={choice} className="opt">
              <input type="radio" name={`question-${index}`} value={value} />
              <bdi>{choice}</bdi>
            </label>
          ))}
        </fieldset>
      ))}
      <p className="rate-problem" role="alert">
        {isMissing && say("answerAll")}
      </p>
      <p className="rate-acts">
        <button type="submit" className="btn btn-primary">
          {say("nextStep")}
        </button>
      </p>
    </form>
  );
}
