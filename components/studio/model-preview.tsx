"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import { SAMPLE_TALK } from "@/components/studio/sample-talk";
import { type SentRequest, SentRequestView } from "@/components/studio/sent-request";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import type { ActionState } from "@/lib/http/schema";

export type PreviewState = ActionState & {
  request: SentRequest | null;
  /** What is particular about it. */
  note?: string;
};

type Props = {
  action: (state: PreviewState, form: FormData) => Promise<PreviewState>;
  model: string;
  /** Of the sample talk. */
  initial: PreviewState;
};

/** The request that the model would be sent, for a conversation that can be changed. Nothing is sent. */
export function ModelPreview({ action, model, initial }: Props) {
  const [state, submit, isBusy] = useActionState(action, initial);
  const errors = state.fieldErrors ?? {};

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  return (
    <div className="grid items-start gap-x-12 gap-y-6 pair:grid-cols-[20rem_minmax(0,1fr)]">
      <form onSubmit={show} className="grid gap-4">
        <input type="hidden" name="model" value={model} />
        <p className="note">As the model is saved. Nothing is sent.</p>
        <TextAreaField
          label="Prompt"
          name="previewText"
          rows={2}
          dir="auto"
          defaultValue={SAMPLE_TALK.previewText}
          error={errors.previewText}
        />
        <TextAreaField
          label="Its input"
          hint="The text it is about, where there is one."
          name="previewInput"
          rows={2}
          dir="auto"
          defaultValue={SAMPLE_TALK.previewInput}
          error={errors.previewInput}
        />
        <TextAreaField
          label="First response"
          name="previewAnswer"
          rows={2}
          dir="auto"
          defaultValue={SAMPLE_TALK.previewAnswer}
        />
        <TextAreaField
          label="Second turn"
          hint="Empty: the conversation has one turn."
          name="previewSecond"
          rows={2}
          dir="auto"
          defaultValue={SAMPLE_TALK.previewSecond}
        />
        <Button type="submit" busy={isBusy} className="justify-self-start">
          Show the request
        </Button>
      </form>
      <div className="grid min-w-0 gap-3">
        <p role="alert" className="text-danger empty:hidden">
          {state.error}
        </p>
        {state.note && <p>{state.note}</p>}
        {state.request && <SentRequestView request={state.request} />}
      </div>
    </div>
  );
}
