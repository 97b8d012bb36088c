"use client";

import { useActionState } from "react";
import { writeCardAction } from "@/app/studio/models/[model]/card/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type Props = { model: string; fields: { field: string; label: string; hint: string; value: string | null }[] };

export function CardForm({ model, fields }: Props) {
  const [state, submit, isBusy] = useActionState(writeCardAction, {});
  return (
    <form action={submit} className="grid gap-5">
      <input type="hidden" name="model" value={model} />
      {fields.map(({ field, label, hint, value }) => (
        <TextField
          key={field}
          name={field}
          label={label}
          hint={hint}
          defaultValue={value ?? ""}
          maxLength={300}
          error={state.fieldErrors?.[field]}
        />
      ))}
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" busy={isBusy}>
          Save
        </Button>
        <span role="status">{state.done}</span>
      </div>
    </form>
  );
}
