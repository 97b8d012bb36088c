import type { FormEvent } from "react";
import { useSay } from "@/components/rating/say";
import type { Sending } from "@/components/rating/steps/sending";

const GUESSES = [1, 2, 3, 4, 5];

/** "Which models do you think these were?" Nothing is offered to choose from: that would name them. */
export function Blindness({ send, isBusy }: Sending) {
  const say = useSay();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const guesses = [...new FormData(event.currentTarget).values()].map((value) => String(value).trim());
    if (!isBusy) void send({ kind: "blindness", guesses: guesses.filter((guess) => guess !== "") });
  }
  return (
    <form onSubmit={submit}>
      <h1 tabIndex={-1}>{say("blindnessTitle")}</h1>
      <p>{say("blindnessText")}</p>
      {GUESSES.map((number) => (
        <p key={number} className="field">
          <label htmlFor={`guess-${number}`}>{say("guess", { number })}</label>
          <input id={`guess-${number}`} name={`guess-${number}`} className="input" maxLength={80} autoComplete="off" />
        </p>
      ))}
      <p className="rate-acts">
        <button type="submit" className="btn btn-primary">
          {say("nextStep")}
        </button>
        <button type="button" className="btn" onClick={() => !isBusy && void send({ kind: "blindness", guesses: [] })}>
          {say("dontKnow")}
        </button>
      </p>
    </form>
  );
}

export function Feedback({ send, isBusy }: Sending) {
  const say = useSay();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("feedback") ?? "");
    if (!isBusy) void send({ kind: "feedback", text });
  }
  return (
    <form onSubmit={submit}>
      <h1 tabIndex={-1}>{say("feedbackTitle")}</h1>
      <p>{say("feedbackText")}</p>
      <p className="field">
        <label htmlFor="feedback">{say("yourFeedback")}</label>
        <textarea id="feedback" name="feedback" className="input" rows={5} maxLength={4000} />
      </p>
      <p className="rate-acts">
        <button type="submit" className="btn btn-primary">
          {say("send")}
        </button>
      </p>
    </form>
  );
}
