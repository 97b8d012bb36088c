"use client";

import { useActionState } from "react";
import { shareStudyAction } from "@/app/studio/studies/actions";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";

/** Adds a member, or gives one another role. */
export function MemberForm({ study }: { study: string }) {
  const [state, submit, isBusy] = useActionState(shareStudyAction, {});
  return (
    <form action={submit} className="grid max-w-[30rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <h3 className="pt-2">Add a member, or give one another role</h3>
      <TextField
        label="E-mail of an account"
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
        Save
      </Button>
    </form>
  );
}
