"use client";

import { useActionState } from "react";
import { inviteAction } from "@/app/studio/studies/[study]/recruitment/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

export function InvitationForm({ study }: { study: string }) {
  const [state, submit, isBusy] = useActionState(inviteAction, {});
  return (
    <form action={submit} className="grid max-w-[34rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <TextField label="Codes" name="count" type="number" min={1} max={500} defaultValue="10" required />
      <TextField label="People each lets in" name="most" type="number" min={1} max={10_000} defaultValue="1" required />
      <TextField label="Note" name="note" hint="For you: whom they are for." maxLength={200} />
      <p role="alert" className="text-danger empty:hidden">
        {state.error ?? Object.values(state.fieldErrors ?? {})[0]}
      </p>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        Make codes
      </Button>
    </form>
  );
}
