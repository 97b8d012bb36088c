"use client";

import { useActionState } from "react";
import { excludeRaterAction } from "@/app/studio/studies/[study]/raters/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** Leaves the rater out, with a reason. */
export function ExcludeForm({ study, rater }: { study: string; rater: string }) {
  const [state, submit, isBusy] = useActionState(excludeRaterAction, {});
  return (
    <form action={submit} className="grid max-w-[30rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="rater" value={rater} />
      <TextField
        label="Reason"
        name="reason"
        hint="It stands in the export. Votes are kept and can count again; pay is not touched."
        autoComplete="off"
        required
        error={state.fieldErrors?.reason ?? state.error}
      />
      <Button type="submit" look="danger" busy={isBusy} className="justify-self-start">
        Exclude this rater
      </Button>
    </form>
  );
}
