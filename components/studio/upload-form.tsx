"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { type UploadOutcome, uploadFile } from "@/components/studio/upload-file";
import { Button } from "@/components/ui/button";

type Props = {
  kind: "prompts" | "gold" | "responses" | "votes" | "study";
  /** "Import" where it is left out. */
  button?: string;
  /** The fields of this kind; each one's name is its option. */
  children: ReactNode;
  /** A finished import in a sentence, and where to look at it. */
  describe: (result: Record<string, unknown>) => { said: string; href: string; linkText: string };
};

type State = { step: "idle" } | { step: "sending"; share: number } | { step: "reading" } | UploadOutcome;

export function UploadForm({ kind, button = "Import", children, describe }: Props) {
  const [state, setState] = useState<State>({ step: "idle" });
  const isBusy = state.step === "sending" || state.step === "reading";

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    const file = form.get("chosen");
    if (!(file instanceof File) || file.size === 0) {
      setState({ step: "failed", message: "Choose a file that is not empty." });
      return;
    }
    form.delete("chosen");
    const query = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]));
    query.set("file", file.name);
    setState({ step: "sending", share: 0 });
    const address = `/api/uploads/${kind}?${query}`;
    setState(
      await uploadFile(address, file, (share) =>
        setState(share < 1 ? { step: "sending", share } : { step: "reading" }),
      ),
    );
  }

  return (
    <form onSubmit={send} className="grid max-w-[44rem] gap-5">
      {children}
      <div className="grid max-w-[30rem] gap-1">
        <label htmlFor="chosen" className="font-medium">
          File
        </label>
        <p id="chosen-hint" className="note">
          All or nothing: a file with a mistake changes nothing.
        </p>
        <input id="chosen" name="chosen" type="file" required aria-describedby="chosen-hint" className="input" />
      </div>
      <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
        {button}
      </Button>
      <Outcome state={state} describe={describe} />
    </form>
  );
}

function Outcome({ state, describe }: { state: State; describe: Props["describe"] }) {
  const finished = state.step === "done" ? describe(state.result) : null;
  return (
    <>
      {state.step === "sending" && (
        <label className="grid max-w-[30rem] gap-1">
          <span className="note">Sending the file</span>
          <progress max={1} value={state.share} className="progress" />
        </label>
      )}
      <div role="status">
        {state.step === "reading" && <p>The file is sent. Reading and checking it…</p>}
        {finished && (
          <p>
            {finished.said} <a href={finished.href}>{finished.linkText}</a>
          </p>
        )}
      </div>
      <div role="alert">{state.step === "failed" && <Problem message={state.message} />}</div>
    </>
  );
}

const NOTHING = "Nothing was imported.";

function Problem({ message }: { message: string }) {
  return (
    <p className="problem break-words">
      <strong>{NOTHING}</strong> {message.replace(NOTHING, "").trim()}
    </p>
  );
}
