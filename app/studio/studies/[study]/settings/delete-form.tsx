"use client";

import { useActionState } from "react";
import { requestDeletionAction } from "@/app/studio/studies/[study]/settings/put-away-actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

export function DeleteForm({ study }: { study: string }) {
  const [state, submit, isBusy] = useActionState(requestDeletionAction, {});
  return (
    <form action={submit} className="grid max-w-[30rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <TextField
        label="The study’s name, to confirm"
        name="typed"
        autoComplete="off"
        spellCheck={false}
        required
        error={state.error}
      />
      <Button type="submit" look="danger" busy={isBusy} className="justify-self-start">
        Delete this study
      </Button>
    </form>
  );
}
