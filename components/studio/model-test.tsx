"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState } from "react";
import { type SentRequest, SentRequestView } from "@/components/studio/sent-request";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { formatCount, formatLatency } from "@/components/ui/format";
import type { ActionState } from "@/lib/http/schema";
import type { ModelTest } from "@/lib/inference/schema";

export type TestState = ActionState & { test: ModelTest | null };

type Props = { action: (state: TestState, form: FormData) => Promise<TestState>; model: string };

/** Sends one prompt to the endpoint, and shows all that came back. */
export function ModelTestForm({ action, model }: Props) {
  const [state, submit, isBusy] = useActionState(action, { test: null });

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  return (
    <div className="grid items-start gap-x-12 gap-y-6 pair:grid-cols-[20rem_minmax(0,1fr)]">
      <form onSubmit={send} className="grid gap-4">
        <input type="hidden" name="model" value={model} />
        <TextAreaField
          label="Prompt to send"
          name="testText"
          rows={3}
          dir="auto"
          defaultValue="Say in one sentence what a koala eats."
          error={state.fieldErrors?.testText}
        />
        <TextAreaField label="Input to send with it" name="testInput" rows={2} dir="auto" />
        <Button type="submit" busy={isBusy} className="justify-self-start">
          Send the prompt
        </Button>
        <p role="alert" className="text-danger empty:hidden">
          {state.error}
        </p>
      </form>
      <div role="status" aria-label="What came back" className="grid min-w-0 gap-4">
        {isBusy ? (
          <p className="text-muted">Sent. Waiting for the endpoint…</p>
        ) : (
          state.test && <Outcome test={state.test} />
        )}
      </div>
    </div>
  );
}

function Outcome({ test }: { test: ModelTest }) {
  if (test.outcome === "failed") {
    return (
      <>
        <div className="problem grid gap-2 break-words">
          <p>
            <strong>The endpoint gave no response.</strong> {test.mend}
          </p>
          <div>
            <p className="note">What was said, after {formatLatency(test.durationMs)}</p>
            <p dir="auto" className="mono whitespace-pre-wrap">
              {test.message}
            </p>
          </div>
        </div>
        {test.request && <RequestDetails request={test.request} />}
      </>
    );
  }
  return (
    <>
      <div className="grid gap-1">
        <h3>Response</h3>
        {test.text === "" ? (
          <p className="text-muted">It is empty.</p>
        ) : (
          <p dir="auto" className="max-w-measure text-read whitespace-pre-wrap break-words">
            {test.text}
          </p>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Fact name="First token">{test.firstTokenMs === null ? "not streamed" : formatLatency(test.firstTokenMs)}</Fact>
        <Fact name="Whole response">{formatLatency(test.durationMs)}</Fact>
        <Fact name="Prompt tokens">{toCount(test.inputTokens)}</Fact>
        <Fact name="Response tokens">{toCount(test.outputTokens)}</Fact>
        <Fact name="Ended">{ENDED[test.finishReason] ?? test.finishReason}</Fact>
      </dl>
      {test.isPromptCut && (
        <p className="problem">
          <strong>The beginning of the prompt was dropped.</strong> The endpoint says nothing of it, but its context is
          shorter than the prompt. Send a shorter one, or serve the model with a longer context.
        </p>
      )}
      <RequestDetails request={test.request} />
    </>
  );
}

const ENDED: Record<string, string> = {
  stop: "by itself",
  length: "cut by its token limit",
  content_filter: "stopped by a filter",
  unknown: "the endpoint does not say",
};

function toCount(tokens: number | null): string {
  return tokens === null ? "not told" : formatCount(tokens);
}

function RequestDetails({ request }: { request: SentRequest }) {
  return (
    <details>
      <summary className="py-2.5">The request that was sent</summary>
      <SentRequestView request={request} />
    </details>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="note">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
