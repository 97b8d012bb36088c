"use client";

import { useActionState } from "react";
import { addMemberAction } from "@/app/studio/studies/[study]/settings/member-actions";
import { CopyField } from "@/components/studio/copy-field";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format";

/** Whoever has an account here is a member at once; for others there is a link. */
export function AddMemberForm({ study }: { study: string }) {
  const [state, submit, isBusy] = useActionState(addMemberAction, {});
  return (
    <form action={submit} className="grid max-w-[30rem] content-start gap-4">
      <input type="hidden" name="study" value={study} />
      <h3>Add a member</h3>
      <TextField
        label="E-mail"
        hint="Who has an account here is a member at once. For anyone else you get a link to hand on; no mail is sent."
        name="email"
        type="email"
        autoComplete="off"
        required
        error={state.fieldErrors?.email ?? state.error}
      />
      <SelectField label="Role" name="role" defaultValue="viewer" error={state.fieldErrors?.role}>
        <option value="viewer">Viewer: reads</option>
        <option value="editor">Editor: changes the draft, opens and pauses</option>
        <option value="owner">Owner: everything, and members</option>
      </SelectField>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        Add
      </Button>
      {state.invited && (
        <div role="status" className="grid gap-2">
          <CopyField label={`Link for ${state.invited.email}`} value={state.invited.address} />
          <p className="note">
            It is shown this once, can be taken once, and is good until {formatDay(new Date(state.invited.until))}.
          </p>
        </div>
      )}
    </form>
  );
}
