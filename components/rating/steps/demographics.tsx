import type { FormEvent } from "react";
import { useSay } from "@/components/rating/say";
import type { Sending } from "@/components/rating/steps/sending";
import type { Step } from "@/lib/crowd/schema";

type Props = { step: Extract<Step, { kind: "demographics" }> } & Sending;

/** Each question may be left out, and so may all. */
export function Demographics({ step, send, isBusy }: Props) {
  const say = useSay();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const given = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    void send({ kind: "demographics", answers: Object.fromEntries(given.filter(([, value]) => value !== "")) });
  }
  return (
    <form onSubmit={submit}>
      <h1 tabIndex={-1}>{say("demographicsTitle")}</h1>
      <p>{say("demographicsText")}</p>
      {step.columns.map(({ name, label, choices }) => (
        <p key={name} className="field">
          <label htmlFor={`column-${name}`}>
            <bdi>{label}</bdi>
          </label>
          {choices ? (
            <select id={`column-${name}`} name={name} className="input" defaultValue="">
              <option value="">{say("noAnswer")}</option>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </select>
          ) : (
            <input id={`column-${name}`} name={name} className="input" maxLength={200} autoComplete="off" />
          )}
        </p>
      ))}
      <p className="rate-acts">
        <button type="submit" className="btn btn-primary">
          {say("nextStep")}
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => !isBusy && void send({ kind: "demographics", answers: {} })}
        >
          {say("skipAll")}
        </button>
      </p>
    </form>
  );
}
