"use client";

import { useActionState } from "react";
import { changePasswordAction } from "@/app/studio/account/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

export function ChangePasswordForm({ email }: { email: string }) {
  const [state, submit, isBusy] = useActionState(changePasswordAction, {});
  return (
    <form action={submit} className="grid max-w-[22rem] gap-4">
      {/* tells a password manager whose password changes */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        label="Password now"
        name="current"
        type="password"
        autoComplete="current-password"
        required
        error={state.fieldErrors?.current}
      />
      <TextField
        label="New password"
        hint="At least 12 characters."
        name="next"
        type="password"
        autoComplete="new-password"
        required
        error={state.fieldErrors?.next}
      />
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        Change password
      </Button>
      <p className="note">You are signed out everywhere, and sign in again with the new one.</p>
    </form>
  );
}
