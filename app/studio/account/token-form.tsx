"use client";

import { useActionState } from "react";
import { createTokenAction, type TokenState } from "@/app/studio/account/token-actions";
import { CopyField } from "@/components/studio/copy-field";
import { Button } from "@/components/ui/button";
import { FieldError, SelectField, TextField } from "@/components/ui/field";

const LIVES = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
  ["", "Until it is revoked"],
] as const;

export function TokenForm({ scopes }: { scopes: { scope: string; words: string }[] }) {
  const [state, submit, isBusy] = useActionState<TokenState, FormData>(createTokenAction, {});
  return (
    <form action={submit} className="grid max-w-[34rem] gap-4">
      <TextField
        label="Name"
        name="name"
        hint="After what uses it, such as a notebook."
        maxLength={100}
        error={state.fieldErrors?.name}
        required
      />
      <fieldset className="grid gap-1" aria-describedby={state.fieldErrors?.scopes ? "scopes-error" : undefined}>
        <legend className="mb-1 font-medium">What it may do</legend>
        {scopes.map(({ scope, words }) => (
          <label key={scope} className="opt">
            <input type="checkbox" name="scope" value={scope} defaultChecked={scope === "studies:read"} />
            <span>
              {words} <span className="note mono">{scope}</span>
            </span>
          </label>
        ))}
        <FieldError name="scopes" error={state.fieldErrors?.scopes} />
      </fieldset>
      <SelectField label="Lives" name="days" defaultValue="90" error={state.fieldErrors?.days}>
        {LIVES.map(([days, label]) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </SelectField>
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        Make a token
      </Button>
      <div role="status">
        {state.token && (
          <>
            <CopyField label="The token" value={state.token} />
            <p className="note pt-2">Copy it now: it is kept nowhere, and not shown again.</p>
          </>
        )}
      </div>
    </form>
  );
}
