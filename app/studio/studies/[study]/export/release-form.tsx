"use client";

import { useActionState } from "react";
import { makeReleaseAction } from "@/app/studio/studies/[study]/export/actions";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";

export function ReleaseForm({ study, title }: { study: string; title: string }) {
  const [state, submit, isBusy] = useActionState(makeReleaseAction, {});
  return (
    <form action={submit} className="grid max-w-[34rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <TextField
        label="Title"
        name="title"
        hint="For readers; it stands over the results."
        defaultValue={title}
        maxLength={200}
        error={state.fieldErrors?.title}
        required
      />
      <TextAreaField
        label="Note"
        name="note"
        hint="What changed since the last release, or how to cite it. May be empty."
        rows={3}
        maxLength={4_000}
        error={state.fieldErrors?.note}
      />
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" busy={isBusy}>
          Publish this release
        </Button>
        <span className="note" role="status">
          {isBusy
            ? "Votes are read, figures drawn, files packed: some seconds, a minute where there are very many votes."
            : ""}
        </span>
      </div>
    </form>
  );
}
